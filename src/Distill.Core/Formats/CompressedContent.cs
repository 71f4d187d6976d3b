using System.IO.Compression;
using ZstdSharp;

namespace Distill.Core.Formats;

/// <summary>Compressed files by the end of their name: <c>.gz</c> and <c>.zst</c>.</summary>
internal static class CompressedContent
{
    /// <summary>The plain content of a stream: the stream itself when its name has no such ending.</summary>
    /// <param name="content">The stream.</param>
    /// <param name="name">Its name.</param>
    /// <param name="leaveOpen">False: the stream is closed with its plain content.</param>
    public static Stream Open(Stream content, string name, bool leaveOpen = false)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return new GZipStream(content, CompressionMode.Decompress, leaveOpen);
        }

        return name.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? new DecompressionStream(content, leaveOpen: leaveOpen) : content;
    }

    /// <summary>A stream that compresses what is written to it as a name says; the stream itself when its name has no such ending. To be disposed only when it is another one.</summary>
    /// <param name="content">Where the compressed bytes go; left open.</param>
    /// <param name="name">The name.</param>
    public static Stream Create(Stream content, string name)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true);
        }

        return name.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? new CompressionStream(content, leaveOpen: true) : content;
    }

    /// <summary>A name without its compression ending.</summary>
    public static string PlainName(string name) =>
        Path.GetExtension(name).ToUpperInvariant() is ".GZ" or ".ZST" ? Path.GetFileNameWithoutExtension(name) : Path.GetFileName(name);
}
