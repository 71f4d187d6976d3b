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
