using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Storage.Local;
using Distill.Storage.Local.Blobs;
using Distill.Storage.Local.State;
using Distill.Testing;

namespace Distill.Core.Tests;

/// <summary>Real stores in a folder of their own.</summary>
internal sealed class LocalStores : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StateDatabase database;

    public LocalStores()
    {
        Home = new LocalHome(new LocalStorageOptions { Home = folder.At("home") }, TimeProvider.System);
        database = new StateDatabase(Home);
        Blobs = new LocalBlobStore(Home, TimeProvider.System);
        Datasets = new LocalDatasetStore(database);
        Models = new LocalModelRegistry(database);
        Runs = new LocalRunStore(database);
        Annotations = new LocalAnnotationStore(database);
        Library = new DatasetLibrary(Blobs, Datasets, TimeProvider.System);
    }

    public LocalHome Home { get; }

    public IBlobStore Blobs { get; }

    public IDatasetStore Datasets { get; }

    public IModelRegistry Models { get; }

    public IRunStore Runs { get; }

    public IAnnotationStore Annotations { get; }

    public DatasetLibrary Library { get; }

    /// <summary>The file of a blob.</summary>
    public string FileOf(string path) => Path.Combine(Home.Blobs, path);

    public async Task<ShardInfo> WriteShardAsync(string path, IEnumerable<Sample> samples)
    {
        await using var writer = await ShardWriter.CreateAsync(Blobs, path);
        foreach (var sample in samples)
        {
            await writer.WriteAsync(sample);
        }

        return await writer.CommitAsync();
    }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }
}
