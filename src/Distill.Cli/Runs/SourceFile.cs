using System.Security.Cryptography;
using Distill.Cli.Failures;

namespace Distill.Cli.Runs;

/// <summary>A local file on its way to the host: its place is named by its content, so equal content is stored once.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sha256">Lower-case hexadecimal hash of its bytes.</param>
internal sealed record SourceFile(string Path, string Sha256)
{
    /// <summary>Its name in letters that a blob path takes.</summary>
    public string SafeName => Safe(System.IO.Path.GetFileName(Path));

    /// <summary>The blob it becomes: <c>sources/{sha256}/{name}</c>.</summary>
    public string BlobPath => $"sources/{Sha256}/{SafeName}";

    /// <summary>Hashes a file.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static async Task<SourceFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = File.OpenRead(path);
            var hash = await SHA256.HashDataAsync(content, cancellationToken);
            return new SourceFile(path, Convert.ToHexStringLower(hash));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Of("file", path, cause);
        }
    }

    // Blob paths take ASCII letters, digits and -_.= only; the extension tells the format, so it is kept.
    private static string Safe(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || "-_.=".Contains(c, StringComparison.Ordinal) ? c : '_'));
        return safe.Trim('.') is { Length: > 0 } kept ? kept : "source";
    }
}
