using Azure.Core;
using Azure.Core.Pipeline;
using Distill.Storage.Azure.Blobs;
using Distill.Storage.Azure.Tables;
using Distill.Storage.Azure.Tests.Faults;
using Distill.Testing.Azurite;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(AzuriteServer))]

namespace Distill.Storage.Azure.Tests;

/// <summary>An account of Azurite that was never used. Every store is opened anew, with clients of its own: two are what two processes would be.</summary>
internal sealed class AzureAccount(AzuriteServer azurite)
{
    public AzureStorageOptions Options { get; } = new() { ConnectionString = azurite.NewAccount() };

    /// <summary>What goes wrong between the stores of this account and Azurite; nothing, until a test says so.</summary>
    public FaultyTransport Network { get; } = new();

    public AzureStorageClients Clients(HttpPipelinePolicy? policy = null) =>
        new(
            Options,
            options =>
            {
                options.Transport = Network;
                options.Retry.Delay = TimeSpan.FromMilliseconds(1);
                options.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
                if (policy is not null)
                {
                    options.AddPolicy(policy, HttpPipelinePosition.PerCall);
                }
            }
        );

    public AzureBlobStore Blobs(TimeProvider? clock = null) =>
        new(Clients(), clock ?? TimeProvider.System, NullLogger<AzureBlobStore>.Instance);

    public AzureRunStore Runs() => new(Clients(), Blobs());

    public AzureDatasetStore Datasets() => new(Clients(), Blobs());

    public AzureModelRegistry Models() => new(Clients(), Blobs());

    public AzureAliasStore Aliases() => new(Clients(), Blobs());

    public AzureAnnotationStore Annotations() => new(Clients(), Blobs());

    public AzureResponseCache Responses() => new(Clients(), Blobs());
}
