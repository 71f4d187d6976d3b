using Distill.Storage.Local.Blobs;
using Distill.Storage.Local.State;
using Distill.Testing;

namespace Distill.Storage.Local.Tests;

/// <summary>A home in a folder of its own, opened and opened anew.</summary>
internal sealed class LocalStore : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<StateDatabase> databases = [];

    public LocalHome Home => new(new LocalStorageOptions { Home = folder.At("home") }, TimeProvider.System);

    public LocalBlobStore Blobs() => new(Home, TimeProvider.System);

    /// <summary>The database, opened once more: two at a time are what two processes would be.</summary>
    public StateDatabase Database()
    {
        var database = new StateDatabase(Home);
        databases.Add(database);
        return database;
    }

    public ValueTask DisposeAsync()
    {
        databases.ForEach(database => database.Dispose());
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
