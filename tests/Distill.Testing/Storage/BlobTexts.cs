using System.IO.Compression;
using System.Text;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

/// <summary>Blobs as texts.</summary>
public static class BlobTexts
{
    public static async Task WriteTextAsync(this IBlobStore blobs, string path, string text, CancellationToken cancellationToken)
    {
        await using var write = await blobs.CreateAsync(path, cancellationToken: cancellationToken);
        await using (
            var content = path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(write.Content, CompressionLevel.Fastest, true)
                : write.Content
        )
        {
            await content.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }

        await write.CommitAsync(cancellationToken);
    }

    public static async Task<string> ReadTextAsync(this IBlobStore blobs, string path, CancellationToken cancellationToken)
    {
        await using var stream = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        await using var content = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(stream, CompressionMode.Decompress)
            : stream;
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>All blobs of a container, each with its path before it.</summary>
    public static async Task<string> ReadAllAsync(this IBlobStore blobs, string container, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var blob in blobs.ListAsync(container, cancellationToken))
        {
            text.AppendLine(blob.Path).AppendLine(await blobs.ReadTextAsync(blob.Path, cancellationToken));
        }

        return text.ToString();
    }
}
