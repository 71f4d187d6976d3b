using Distill.Core.Storage;

namespace Distill.Api.Uploads;

/// <summary>Stores source files under the hash of their content, so that the same file is stored once and cannot change under a run. Thread-safe.</summary>
/// <param name="blobs">Where they are stored.</param>
internal sealed class SourceUpload(IBlobStore blobs)
{
    /// <summary>Stores a body whose hash is not known yet: it passes through a temporary file.</summary>
    /// <exception cref="ArgumentException">The name cannot be part of a blob path.</exception>
    public async Task<(UploadedBlob Stored, bool Created)> StoreAsync(string name, Stream body, CancellationToken cancellationToken)
    {
        var spool = Path.Combine(Path.GetTempPath(), $"distill-{Guid.NewGuid():N}");
        await using var file = new FileStream(
            spool,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        var (length, sha256) = await HashedCopy.CopyAsync(body, file, cancellationToken);
        file.Position = 0;
        return await WriteAsync(new UploadedBlob(PathOf(sha256, name), length, sha256), file, cancellationToken);
    }

    /// <summary>Stores a body of a known hash.</summary>
    /// <exception cref="ArgumentException">The name cannot be part of a blob path.</exception>
    /// <exception cref="FormatException">The body has another hash; nothing was stored.</exception>
    public Task<(UploadedBlob Stored, bool Created)> StoreCheckedAsync(
        string name,
        string sha256,
        Stream body,
        CancellationToken cancellationToken
    ) => WriteAsync(new UploadedBlob(PathOf(sha256, name), 0, sha256), body, cancellationToken);

    private async Task<(UploadedBlob Stored, bool Created)> WriteAsync(
        UploadedBlob expected,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        await using var write = await blobs.CreateAsync(expected.Path, BlobCondition.Absent, cancellationToken);
        var (length, sha256) = await HashedCopy.CopyAsync(body, write.Content, cancellationToken);
        if (sha256 != expected.Sha256)
        {
            throw new FormatException($"The body has the SHA-256 {sha256}, not the {expected.Sha256} that was announced.");
        }

        var stored = expected with { Length = length };
        try
        {
            await write.CommitAsync(cancellationToken);
            return (stored, true);
        }
        catch (StoreConflictException)
        {
            // The same content is there already: that is what was asked for.
            return (stored, false);
        }
    }

    private static string PathOf(string sha256, string name) => $"sources/{sha256}/{name}";
}
