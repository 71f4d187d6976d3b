using System.Text.Json;
using Distill.Core.Inference;
using Distill.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>The cross-run response cache in the state database. Thread-safe.</summary>
public sealed class LocalResponseCache(StateDatabase database) : IResponseCache
{
    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, ChatAnswer>> FindAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(keys);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            keys.Count == 0 ? new Dictionary<string, ChatAnswer>() : database.Read(connection => Find(connection, keys))
        );
    }

    /// <inheritdoc />
    public async Task AddAsync(IReadOnlyCollection<ChatAnswer> answers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count > 0)
        {
            await database.WriteAsync(connection => Add(connection, answers), cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task<int> DeleteAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Count == 0
            ? Task.FromResult(0)
            : database.WriteAsync(
                connection => keys.Sum(key => connection.Execute("DELETE FROM responses WHERE key = $key", ("$key", key))),
                cancellationToken
            );
    }

    private static IReadOnlyDictionary<string, ChatAnswer> Find(SqliteConnection connection, IReadOnlyCollection<string> keys)
    {
        var found = new Dictionary<string, ChatAnswer>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT json FROM responses WHERE key = $key";
        var parameter = command.Parameters.Add("$key", SqliteType.Text);
        foreach (var key in keys)
        {
            parameter.Value = key;
            if (command.ExecuteScalar() is string json)
            {
                found[key] = JsonSerializer.Deserialize<ChatAnswer>(json, StorageJson.Options)!;
            }
        }

        return found;
    }

    private static int Add(SqliteConnection connection, IReadOnlyCollection<ChatAnswer> answers)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO responses (key, json) VALUES ($key, $json) ON CONFLICT (key) DO NOTHING";
        var key = command.Parameters.Add("$key", SqliteType.Text);
        var json = command.Parameters.Add("$json", SqliteType.Text);
        var added = 0;
        foreach (var answer in answers)
        {
            key.Value = answer.Key;
            json.Value = JsonSerializer.Serialize(answer, StorageJson.Options);
            added += command.ExecuteNonQuery();
        }

        return added;
    }
}
