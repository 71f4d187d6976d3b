using Distill.Core.Storage;
using Distill.Storage.Local.State;
using Distill.Testing.Storage;

namespace Distill.Storage.Local.Tests;

public sealed class LocalBlobStoreContractTests : BlobStoreContract
{
    private readonly LocalStore local = new();

    protected override Task<IBlobStore> CreateAsync() => Task.FromResult<IBlobStore>(local.Blobs());

    protected override Task<IBlobStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalBlobAppendContractTests : BlobAppendContract
{
    private readonly LocalStore local = new();

    protected override Task<IBlobStore> CreateAsync() => Task.FromResult<IBlobStore>(local.Blobs());

    protected override Task<IBlobStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalRunStoreContractTests : RunStoreContract
{
    private readonly LocalStore local = new();

    protected override Task<IRunStore> CreateAsync() => Task.FromResult<IRunStore>(new LocalRunStore(local.Database()));

    protected override Task<IRunStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalDatasetStoreContractTests : DatasetStoreContract
{
    private readonly LocalStore local = new();

    protected override Task<IDatasetStore> CreateAsync() => Task.FromResult<IDatasetStore>(new LocalDatasetStore(local.Database()));

    protected override Task<IDatasetStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalModelRegistryContractTests : ModelRegistryContract
{
    private readonly LocalStore local = new();

    protected override Task<IModelRegistry> CreateAsync() => Task.FromResult<IModelRegistry>(new LocalModelRegistry(local.Database()));

    protected override Task<IModelRegistry> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalResponseCacheContractTests : ResponseCacheContract
{
    private readonly LocalStore local = new();

    protected override Task<IResponseCache> CreateAsync() => Task.FromResult<IResponseCache>(new LocalResponseCache(local.Database()));

    protected override Task<IResponseCache> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalAliasStoreContractTests : AliasStoreContract
{
    private readonly LocalStore local = new();

    protected override Task<IAliasStore> CreateAsync() => Task.FromResult<IAliasStore>(new LocalAliasStore(local.Database()));

    protected override Task<IAliasStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalAnnotationStoreContractTests : AnnotationStoreContract
{
    private readonly LocalStore local = new();

    protected override Task<IAnnotationStore> CreateAsync() =>
        Task.FromResult<IAnnotationStore>(new LocalAnnotationStore(local.Database()));

    protected override Task<IAnnotationStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => local.DisposeAsync();
}

public sealed class LocalForgettingTests : ForgettingContract, IAsyncDisposable
{
    private readonly LocalStore local = new();

    public LocalForgettingTests()
    {
        var database = local.Database();
        (Blobs, Datasets) = (local.Blobs(), new LocalDatasetStore(database));
        (Annotations, Models) = (new LocalAnnotationStore(database), new LocalModelRegistry(database));
        (Runs, Cache) = (new LocalRunStore(database), new LocalResponseCache(database));
    }

    protected override IBlobStore Blobs { get; }

    protected override IDatasetStore Datasets { get; }

    protected override IAnnotationStore Annotations { get; }

    protected override IModelRegistry Models { get; }

    protected override IRunStore Runs { get; }

    protected override IResponseCache Cache { get; }

    public ValueTask DisposeAsync() => local.DisposeAsync();
}
