using Microsoft.AspNetCore.Http;

namespace Distill.Api.Uploads;

/// <summary>The SHA-256 of a <c>Content-Digest</c> header (RFC 9530): <c>sha-256=:BASE64:</c>.</summary>
internal static class ContentDigest
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Content-Digest";

    private const string Prefix = "sha-256=:";
    private const int HashBytes = 32;

    /// <summary>The hash in lower-case hexadecimal; null without the header or without a SHA-256 in it.</summary>
    /// <exception cref="FormatException">The value is no SHA-256.</exception>
    public static string? Read(HttpRequest request)
    {
        var digest = request
            .Headers[Header]
            .SelectMany(value => value!.Split(',', StringSplitOptions.TrimEntries))
            .FirstOrDefault(value => value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
        if (digest is null)
        {
            return null;
        }

        var bytes = Convert.FromBase64String(digest[Prefix.Length..].TrimEnd(':'));
        return bytes.Length == HashBytes ? Convert.ToHexStringLower(bytes) : throw new FormatException("A SHA-256 has 32 bytes.");
    }
}
