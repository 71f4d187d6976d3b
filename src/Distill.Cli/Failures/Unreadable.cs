namespace Distill.Cli.Failures;

/// <summary>Says of a file that was named on the command line, or by a file named there, why it cannot be used.</summary>
internal static class Unreadable
{
    /// <summary>The failure.</summary>
    /// <param name="what">What the file is, for example <c>run spec</c>.</param>
    /// <param name="path">Its path.</param>
    /// <param name="cause">What the system said.</param>
    /// <param name="where">What names it; null for the command line itself.</param>
    public static CliException Of(string what, string path, Exception cause, string? where = null) =>
        cause switch
        {
            FileNotFoundException or DirectoryNotFoundException => CliException.Usage(
                $"the {what} does not exist: {path}",
                where,
                where is null ? "correct the path" : "correct the path; it is taken relative to the file that names it",
                cause
            ),
            _ when Directory.Exists(path) => CliException.Usage($"the {what} is a folder: {path}", where, "name a file", cause),
            _ => CliException.Usage(
                $"the {what} cannot be read: {path} ({cause.Message})",
                where,
                "give yourself read access to the file",
                cause
            ),
        };
}
