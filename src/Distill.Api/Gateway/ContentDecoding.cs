using System.IO.Compression;
using System.Net.Http.Headers;

namespace Distill.Api.Gateway;

/// <summary>Reads answers of platforms, or of proxies before them, that compress though they were not asked to.</summary>
internal static class ContentDecoding
{
    /// <summary>The body as it was before compression.</summary>
    /// <exception cref="InvalidDataException">The encoding is not known.</exception>
    public static Stream Open(Stream body, HttpContentHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Content-Encoding", out var encodings))
        {
            return body;
        }

        return encodings.ToString().Trim().ToLowerInvariant() switch
        {
            "" or "identity" => body,
            "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            var unknown => throw new InvalidDataException($"The answer has the content encoding '{unknown}', which is not read."),
        };
    }
}
