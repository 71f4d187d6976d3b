using Azure;
using Azure.Core;
using Microsoft.Extensions.Options;

namespace Distill.Storage.Azure;

/// <summary>Asks the account whether it can be used, in seconds rather than after all retries, so that a host can refuse to start. Thread-safe.</summary>
/// <param name="options">Which account.</param>
public sealed class AzureStorageProbe(IOptions<AzureStorageOptions> options)
{
    private const string NoSuchThing = "distill-probe";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The blob service that the settings name; no key or signature is in it.</summary>
    /// <exception cref="OptionsValidationException">The settings are wrong; the message names the key.</exception>
    public Uri Address => new(new AzureStorageClients(options.Value).Blobs.Uri.GetLeftPart(UriPartial.Path));

    /// <summary>Reads from both services; changes nothing.</summary>
    /// <exception cref="OptionsValidationException">The settings are wrong; the message names the key.</exception>
    /// <exception cref="IOException">The account cannot be reached or refuses; the message names the setting and the remedy.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        var clients = new AzureStorageClients(options.Value, Hurry);
        var blob = clients.Blobs.GetBlobContainerClient(NoSuchThing).GetBlobClient(NoSuchThing);
        await TryAsync(nameof(AzureStorageOptions.BlobServiceUri), () => blob.ExistsAsync(cancellationToken), cancellationToken);
        var table = clients.Tables.GetTableClient("DistillRuns");
        await TryAsync(nameof(AzureStorageOptions.TableServiceUri), FindRowAsync, cancellationToken);

        async Task FindRowAsync()
        {
            try
            {
                await table.GetEntityIfExistsAsync<global::Azure.Data.Tables.TableEntity>(
                    NoSuchThing,
                    NoSuchThing,
                    cancellationToken: cancellationToken
                );
            }
            catch (RequestFailedException absent) when (absent.Status == 404)
            {
                // The table is made when it is first used.
            }
        }
    }

    private async Task TryAsync(string addressKey, Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
        }
        catch (Exception failure) when (StorageFailure.IsFailure(failure, cancellationToken))
        {
            var byKey = !string.IsNullOrWhiteSpace(options.Value.ConnectionString);
            var key = $"{AzureStorageOptions.Section}:{(byKey ? nameof(AzureStorageOptions.ConnectionString) : addressKey)}";
            if (byKey && Refusal(failure) is { } refused)
            {
                throw new IOException(
                    $"The storage account of {key} denies access ({refused.ErrorCode ?? "no code"}): name and key do not fit. Copy the connection string anew.",
                    failure
                );
            }

            throw StorageFailure.Explain(failure, $"The storage account of {key} cannot be used");
        }
    }

    private static RequestFailedException? Refusal(Exception failure) =>
        failure switch
        {
            RequestFailedException { Status: 401 or 403 } refused => refused,
            AggregateException { InnerExceptions: [.., RequestFailedException { Status: 401 or 403 } last] } => last,
            _ => null,
        };

    private static void Hurry(ClientOptions client)
    {
        client.Retry.MaxRetries = 1;
        client.Retry.NetworkTimeout = Patience;
    }
}
