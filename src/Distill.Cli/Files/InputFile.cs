using Distill.Cli.Failures;

namespace Distill.Cli.Files;

/// <summary>A file named on the command line, or standard input.</summary>
internal static class InputFile
{
    /// <summary>What names standard input and standard output.</summary>
    public const string Pipe = "-";

    /// <summary>The name shown for a file.</summary>
    public static string Name(string path) => path == Pipe ? "(stdin)" : path;

    /// <summary>Opens a file to be read from its start.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="what">What the file is, for the message.</param>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static Stream Open(string path, string what = "file")
    {
        if (path == Pipe)
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1,
                FileOptions.SequentialScan
            );
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Of(what, path, cause);
        }
    }

    /// <summary>The text of a file of moderate size; its byte order mark tells the encoding, UTF-8 without one.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="what">What the file is, for the message.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">It cannot be read, or is larger than such a file ever is.</exception>
    public static async Task<string> ReadTextAsync(string path, string what, CancellationToken cancellationToken)
    {
        const long Most = 256L * 1024 * 1024;
        await using var content = Open(path, what);
        if (content.CanSeek && content.Length > Most)
        {
            throw CliException.Usage($"the {what} has over 256 MiB", path, "name the right file; such a file has some kilobytes");
        }

        try
        {
            using var reader = new StreamReader(content);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (IOException cause)
        {
            throw Unreadable.Of(what, path, cause);
        }
    }
}
