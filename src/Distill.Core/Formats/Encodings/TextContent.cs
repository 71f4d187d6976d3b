namespace Distill.Core.Formats.Encodings;

/// <summary>Opens a file's text as UTF-8, whatever its encoding.</summary>
internal static class TextContent
{
    private const int Look = 64 * 1024;

    /// <summary>The same stream for UTF-8, one that decodes for others; and what was found.</summary>
    /// <param name="content">The plain content; closed with the result.</param>
    /// <param name="encoding">One of <see cref="TextEncodings"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<(Stream Content, EncodingDetection Encoding)> OpenAsync(
        Stream content,
        string encoding,
        CancellationToken cancellationToken
    )
    {
        var prefix = new PrefixedStream(content);
        try
        {
            await prefix.LookAsync(Look, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await prefix.DisposeAsync();
            throw;
        }

        var found =
            encoding == TextEncodings.Auto
                ? EncodingDetection.Detect(prefix.Seen.Span)
                : new EncodingDetection(encoding, $"{encoding} as asked for");
        return found.Encoding == TextEncodings.Utf8
            ? (prefix, found)
            : (new Utf8DecodingStream(prefix, TextEncodings.Open(found.Encoding)), found);
    }
}
