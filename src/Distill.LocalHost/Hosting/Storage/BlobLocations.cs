namespace Distill.LocalHost.Hosting.Storage;

/// <summary>Tells people where a blob lies: a file, or an address of the storage account. Immutable, thread-safe.</summary>
public sealed class BlobLocations
{
    private readonly string? _folder;
    private readonly Uri? _account;

    /// <summary>Blobs of a home.</summary>
    public BlobLocations(HomeDirectory home)
    {
        ArgumentNullException.ThrowIfNull(home);
        _folder = home.Blobs;
    }

    /// <summary>Blobs of an account.</summary>
    /// <param name="account">Address of its blob service.</param>
    public BlobLocations(Uri account)
    {
        _account = account;
    }

    /// <summary>The root of all containers.</summary>
    public string Root => _folder ?? _account!.ToString().TrimEnd('/');

    /// <summary>Where a blob lies.</summary>
    public string Of(string blobPath) => _folder is null ? $"{Root}/{blobPath}" : Path.Combine(_folder, blobPath);
}
