using System.Security.Cryptography;
using Distill.Core.Storage;

namespace Distill.Activities.Uploads;

/// <summary>Keeps an uploaded file for its run under <c>sources/{sha256}/{name}</c>: an upload may be replaced while the run goes on.</summary>
internal static class UploadedSource
{
    /// <summary>Copies the file unless its content is there.</summary>
    /// <returns>Where it is kept.</returns>
    /// <exception cref="BlobNotFoundException">The file is gone.</exception>
    /// <exception cref="IOException">The file was replaced meanwhile; another try takes the new content.</exception>
    public static async Task<string> KeepAsync(IBlobStore blobs, string path, CancellationToken cancellationToken)
    {
        string hash;
        await using (var content = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken))
        {
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        }

        var target = $"sources/{hash}/{Path.GetFileName(path)}";
        if (await blobs.FindAsync(target, cancellationToken) is null)
        {
            await CopyAsync(blobs, path, target, hash, cancellationToken);
        }

        return target;
    }

    private static async Task CopyAsync(IBlobStore blobs, string path, string target, string hash, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        await using var write = await blobs.CreateAsync(target, cancellationToken: cancellationToken);
        using var copied = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 << 10];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            copied.AppendData(buffer, 0, read);
            await write.Content.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (Convert.ToHexStringLower(copied.GetHashAndReset()) != hash)
        {
            throw new IOException($"The upload '{path}' was replaced while it was copied.");
        }

        await write.CommitAsync(cancellationToken);
    }
}
