using Distill.Core.Storage;
using Distill.Testing.Azurite;
using Distill.Testing.Storage;

namespace Distill.Storage.Azure.Tests;

public sealed class AzureBlobStoreContractTests(AzuriteServer azurite) : BlobStoreContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IBlobStore> CreateAsync() => Task.FromResult<IBlobStore>(account.Blobs());

    protected override Task<IBlobStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureBlobAppendContractTests(AzuriteServer azurite) : BlobAppendContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IBlobStore> CreateAsync() => Task.FromResult<IBlobStore>(account.Blobs());

    protected override Task<IBlobStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureRunStoreContractTests(AzuriteServer azurite) : RunStoreContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IRunStore> CreateAsync() => Task.FromResult<IRunStore>(account.Runs());

    protected override Task<IRunStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureDatasetStoreContractTests(AzuriteServer azurite) : DatasetStoreContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IDatasetStore> CreateAsync() => Task.FromResult<IDatasetStore>(account.Datasets());

    protected override Task<IDatasetStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureModelRegistryContractTests(AzuriteServer azurite) : ModelRegistryContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IModelRegistry> CreateAsync() => Task.FromResult<IModelRegistry>(account.Models());

    protected override Task<IModelRegistry> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureResponseCacheContractTests(AzuriteServer azurite) : ResponseCacheContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IResponseCache> CreateAsync() => Task.FromResult<IResponseCache>(account.Responses());

    protected override Task<IResponseCache> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureAliasStoreContractTests(AzuriteServer azurite) : AliasStoreContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IAliasStore> CreateAsync() => Task.FromResult<IAliasStore>(account.Aliases());

    protected override Task<IAliasStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureAnnotationStoreContractTests(AzuriteServer azurite) : AnnotationStoreContract
{
    private readonly AzureAccount account = new(azurite);

    protected override Task<IAnnotationStore> CreateAsync() => Task.FromResult<IAnnotationStore>(account.Annotations());

    protected override Task<IAnnotationStore> ReopenAsync() => CreateAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureForgettingTests : ForgettingContract
{
    public AzureForgettingTests(AzuriteServer azurite)
    {
        var account = new AzureAccount(azurite);
        (Blobs, Datasets) = (account.Blobs(), account.Datasets());
        (Annotations, Models) = (account.Annotations(), account.Models());
        (Runs, Cache) = (account.Runs(), account.Responses());
    }

    protected override IBlobStore Blobs { get; }

    protected override IDatasetStore Datasets { get; }

    protected override IAnnotationStore Annotations { get; }

    protected override IModelRegistry Models { get; }

    protected override IRunStore Runs { get; }

    protected override IResponseCache Cache { get; }
}
