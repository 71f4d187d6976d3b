using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Distill.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>Entities as JSON with a version that counts up. Thread-safe.</summary>
/// <param name="database">The database.</param>
/// <param name="table">A table of the schema: a constant of this assembly, never input.</param>
/// <param name="kind">What a row is, for messages.</param>
/// <param name="identify">Id and time of an entity.</param>
internal sealed class EntityTable<T>(
    StateDatabase database,
    string table,
    string kind,
    Func<T, (string Id, DateTimeOffset CreatedAt)> identify
)
{
    private const int PageSize = 200;

    public async Task<Versioned<T>> AddAsync(T entity, bool sameIsFine, CancellationToken cancellationToken)
    {
        var (id, createdAt) = identify(entity);
        var json = JsonSerializer.Serialize(entity, StorageJson.Options);
        var stored = await database.WriteAsync(
            connection =>
            {
                connection.Execute(
                    $"INSERT INTO {table} (id, created_at, version, json) VALUES ($id, $time, 1, $json) ON CONFLICT (id) DO NOTHING",
                    ("$id", id),
                    ("$time", createdAt.UtcTicks),
                    ("$json", json)
                );
                var inserted = connection.Query("SELECT changes()", reader => reader.GetInt64(0))[0] == 1;
                return inserted ? (Json: json, Version: 1L)
                    : sameIsFine ? FindRow(connection, id)
                    : null;
            },
            cancellationToken
        );
        return stored is { } row && row.Json == json
            ? new Versioned<T>(entity, ETag(row.Version))
            : throw new StoreConflictException($"There is a {kind} '{id}' already{(sameIsFine ? ", and it is another one" : "")}.");
    }

    public Task<Versioned<T>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = database.Read(connection => FindRow(connection, id));
        return Task.FromResult(row is { } found ? new Versioned<T>(Parse(found.Json), ETag(found.Version)) : null);
    }

    public async Task<Versioned<T>> ReplaceAsync(T entity, string etag, CancellationToken cancellationToken)
    {
        var (id, createdAt) = identify(entity);
        var json = JsonSerializer.Serialize(entity, StorageJson.Options);
        var known = long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var changed =
            known
            && await database.WriteAsync(
                connection =>
                    connection.Execute(
                        $"UPDATE {table} SET json = $json, created_at = $time, version = version + 1 WHERE id = $id AND version = $version",
                        ("$id", id),
                        ("$time", createdAt.UtcTicks),
                        ("$json", json),
                        ("$version", version)
                    ) == 1,
                cancellationToken
            );
        return changed
            ? new Versioned<T>(entity, ETag(version + 1))
            : throw new StoreConflictException($"The {kind} '{id}' has changed since it was read, or is gone.");
    }

    /// <summary>All entities, newest first, a page at a time: what is added while listing may be missed, nothing is listed twice.</summary>
    public async IAsyncEnumerable<T> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (time, last) = (long.MaxValue, "");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = database.Read(connection =>
                connection.Query(
                    $"""
                    SELECT id, created_at, json FROM {table} WHERE (created_at, id) < ($time, $last)
                    ORDER BY created_at DESC, id DESC LIMIT {PageSize}
                    """,
                    reader => (Id: reader.GetString(0), Time: reader.GetInt64(1), Json: reader.GetString(2)),
                    ("$time", time),
                    ("$last", last)
                )
            );
            foreach (var row in page)
            {
                yield return Parse(row.Json);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            (time, last) = (page[^1].Time, page[^1].Id);
            await Task.Yield();
        }
    }

    private (string Json, long Version)? FindRow(SqliteConnection connection, string id)
    {
        var rows = connection.Query(
            $"SELECT json, version FROM {table} WHERE id = $id",
            reader => (reader.GetString(0), reader.GetInt64(1)),
            ("$id", id)
        );
        return rows.Count == 0 ? null : rows[0];
    }

    private static T Parse(string json) => JsonSerializer.Deserialize<T>(json, StorageJson.Options)!;

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
