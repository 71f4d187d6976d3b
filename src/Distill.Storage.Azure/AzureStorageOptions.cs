namespace Distill.Storage.Azure;

/// <summary>Which storage account is used, and as whom (section <c>Storage</c>): a connection string, or two service addresses with an Entra ID identity.</summary>
public sealed class AzureStorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>
    /// A connection string, <c>UseDevelopmentStorage=true</c> for Azurite on its usual ports. It holds the account's key, so it is for development;
    /// excludes the two addresses.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the blob service, for example <c>https://ACCOUNT.blob.core.windows.net</c>. Needs <see cref="TableServiceUri"/>.</summary>
    public string? BlobServiceUri { get; set; }

    /// <summary>Address of the table service, for example <c>https://ACCOUNT.table.core.windows.net</c>. Needs <see cref="BlobServiceUri"/>.</summary>
    public string? TableServiceUri { get; set; }

    /// <summary>Client id of a user-assigned managed identity (setting <c>AZURE_CLIENT_ID</c>, outside the section); null takes the system-assigned one.</summary>
    public string? ClientId { get; set; }
}
