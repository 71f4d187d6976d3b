namespace Distill.LocalHost.Hosting.Storage;

/// <summary>Where the local host keeps blobs and records: the setting <c>Storage:Kind</c>. Engine, receipts of triggers and emulator stay in the home.</summary>
public enum StorageKind
{
    /// <summary>In the home (the default).</summary>
    Local = 0,

    /// <summary>In a storage account, named by <c>Storage:ConnectionString</c>, or <c>Storage:BlobServiceUri</c> and <c>Storage:TableServiceUri</c>.</summary>
    Azure = 1,
}
