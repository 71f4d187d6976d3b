using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Distill.Storage.Azure;

/// <summary>The clients of the account, with one identity and one way to retry. Thread-safe; making them sends nothing.</summary>
/// <remarks>
/// Throttling (429, 503), other server failures and broken connections are retried six times, the waits doubling from half a second to at most twenty,
/// a longer <c>Retry-After</c> honoured: about half a minute, in which a partition that is being moved or a throttled account recovers. What a retry may do
/// twice is made safe where the write is made; see the README.
/// </remarks>
public sealed class AzureStorageClients
{
    /// <summary>Clients for the account that the settings name.</summary>
    public AzureStorageClients(AzureStorageOptions options)
        : this(options, _ => { }) { }

    /// <summary>The same, with options adjusted by a test: another transport, shorter waits.</summary>
    internal AzureStorageClients(AzureStorageOptions options, Action<ClientOptions> adjust)
    {
        ArgumentNullException.ThrowIfNull(options);
        var blobOptions = Configure(new BlobClientOptions(), adjust);
        var tableOptions = Configure(new TableClientOptions(), adjust);
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            Blobs = new BlobServiceClient(options.ConnectionString, blobOptions);
            Tables = new TableServiceClient(options.ConnectionString, tableOptions);
            return;
        }

        var identity = new DefaultAzureCredentialOptions();
        if (!string.IsNullOrWhiteSpace(options.ClientId))
        {
            identity.ManagedIdentityClientId = options.ClientId;
        }

        var credential = new DefaultAzureCredential(identity);
        Blobs = new BlobServiceClient(new Uri(options.BlobServiceUri!), credential, blobOptions);
        Tables = new TableServiceClient(new Uri(options.TableServiceUri!), credential, tableOptions);
    }

    /// <summary>The blob service.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The table service.</summary>
    public TableServiceClient Tables { get; }

    private static T Configure<T>(T options, Action<ClientOptions> adjust)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 6;
        options.Retry.Delay = TimeSpan.FromSeconds(0.5);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(100);
        options.Diagnostics.ApplicationId = "Distill";
        options.AddPolicy(new AttemptCounter(), HttpPipelinePosition.PerRetry);
        adjust(options);
        return options;
    }
}
