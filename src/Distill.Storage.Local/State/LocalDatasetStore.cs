using System.Runtime.CompilerServices;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Distill.Storage.Local.State;

/// <summary>Dataset manifests in the state database. Thread-safe.</summary>
public sealed class LocalDatasetStore(StateDatabase database) : IDatasetStore
{
    private const int PageSize = 50;

    /// <inheritdoc />
    public async Task AddAsync(DatasetManifest manifest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var json = JsonSerializer.Serialize(manifest, StorageJson.Options);
        var taken = await database.WriteAsync(connection => Insert(connection, manifest, json), cancellationToken);
        if (taken is not null)
        {
            throw new StoreConflictException(taken);
        }
    }

    /// <inheritdoc />
    public Task<DatasetManifest?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(First("WHERE id = $id", ("$id", id)));
    }

    /// <inheritdoc />
    public Task<DatasetManifest?> FindByNameAsync(string name, int? version = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            First(
                "WHERE name = $name AND ($version IS NULL OR version = $version) ORDER BY version DESC LIMIT 1",
                ("$name", name),
                ("$version", version)
            )
        );
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<DatasetManifest> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (time, last) = (long.MaxValue, "");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = database.Read(connection =>
                connection.Query(
                    $"""
                    SELECT json FROM datasets WHERE (created_at, id) < ($time, $last) ORDER BY created_at DESC, id DESC LIMIT {PageSize}
                    """,
                    reader => Parse(reader.GetString(0)),
                    ("$time", time),
                    ("$last", last)
                )
            );
            foreach (var manifest in page)
            {
                yield return manifest;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            (time, last) = (page[^1].CreatedAt.UtcTicks, page[^1].Id);
            await Task.Yield();
        }
    }

    // What is in the way, or null.
    private static string? Insert(SqliteConnection connection, DatasetManifest manifest, string json)
    {
        var rivals = connection.Query(
            "SELECT id, json FROM datasets WHERE id = $id OR (name = $name AND version = $version)",
            reader => (Id: reader.GetString(0), Json: reader.GetString(1)),
            ("$id", manifest.Id),
            ("$name", manifest.Name),
            ("$version", manifest.Version)
        );
        if (rivals.Count > 0)
        {
            return rivals.All(rival => rival.Json == json)
                ? null
                : $"The dataset '{manifest.Name}' version {manifest.Version} (id '{manifest.Id}') cannot be added: '{rivals[0].Id}' has its id or version.";
        }

        connection.Execute(
            "INSERT INTO datasets (id, name, version, created_at, json) VALUES ($id, $name, $version, $time, $json)",
            ("$id", manifest.Id),
            ("$name", manifest.Name),
            ("$version", manifest.Version),
            ("$time", manifest.CreatedAt.UtcTicks),
            ("$json", json)
        );
        return null;
    }

    private DatasetManifest? First(string where, params (string Name, object? Value)[] parameters)
    {
        var found = database.Read(connection =>
            connection.Query($"SELECT json FROM datasets {where}", reader => reader.GetString(0), parameters)
        );
        return found.Count == 0 ? null : Parse(found[0]);
    }

    private static DatasetManifest Parse(string json) => JsonSerializer.Deserialize<DatasetManifest>(json, StorageJson.Options)!;
}
