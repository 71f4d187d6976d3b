using Distill.Cli.Failures;
using Distill.Cli.Files;

namespace Distill.Cli.Sampling;

/// <summary>The files that a path means.</summary>
internal static class LogFiles
{
    /// <summary>The file itself, or all files under a folder in the order of their paths, which for logs by date is that of time.</summary>
    /// <exception cref="CliException">The folder is empty or cannot be read.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (path == InputFile.Pipe || !Directory.Exists(path))
        {
            return [path];
        }

        try
        {
            var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0
                ? files
                : throw CliException.Usage("the folder holds no file", path, "name a file, or a folder of log files");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Of("folder", path, cause);
        }
    }
}
