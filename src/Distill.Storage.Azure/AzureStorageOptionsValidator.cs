using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Distill.Storage.Azure;

/// <summary>Refuses settings that cannot reach an account, each with its key and never with its value: a connection string is a secret.</summary>
internal sealed class AzureStorageOptionsValidator : IValidateOptions<AzureStorageOptions>
{
    private const string ConnectionString = $"{AzureStorageOptions.Section}:{nameof(AzureStorageOptions.ConnectionString)}";
    private const string BlobUri = $"{AzureStorageOptions.Section}:{nameof(AzureStorageOptions.BlobServiceUri)}";
    private const string TableUri = $"{AzureStorageOptions.Section}:{nameof(AzureStorageOptions.TableServiceUri)}";

    public ValidateOptionsResult Validate(string? name, AzureStorageOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(AzureStorageOptions options)
    {
        var hasUri = !string.IsNullOrWhiteSpace(options.BlobServiceUri) || !string.IsNullOrWhiteSpace(options.TableServiceUri);
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return hasUri
                ? [$"{ConnectionString} excludes {BlobUri} and {TableUri}: set one or the others."]
                : ConnectionStringFaults(options.ConnectionString);
        }

        return hasUri
            ? [.. UriFaults(BlobUri, options.BlobServiceUri), .. UriFaults(TableUri, options.TableServiceUri)]
            : [$"No storage account is set: set {ConnectionString}, or {BlobUri} and {TableUri}."];
    }

    private static IEnumerable<string> ConnectionStringFaults(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            _ = new TableServiceClient(text);
            return [];
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return [$"{ConnectionString} is no connection string of a storage account with blobs and tables."];
        }
    }

    private static IEnumerable<string> UriFaults(string key, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return $"{key} is missing: {BlobUri} and {TableUri} go together.";
        }
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"{key} must be an absolute https address: identities are not sent over plain http.";
        }
    }
}
