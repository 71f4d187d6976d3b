using System.Globalization;

namespace Distill.Cli.Failures;

/// <summary>Keeps the details of failures that nobody foresaw, so that the terminal needs only one line.</summary>
internal static class CrashLog
{
    /// <summary>Appends the failure to <c>logs/failures.log</c> of the home, or to the temporary folder when the home takes no file.</summary>
    /// <returns>The log's path, or null when no place took it.</returns>
    public static string? Write(string home, IReadOnlyList<string> arguments, Exception exception, DateTimeOffset now)
    {
        var entry = string.Create(
            CultureInfo.InvariantCulture,
            $"{now:O} distill {string.Join(' ', arguments)}{Environment.NewLine}{exception}{Environment.NewLine}{Environment.NewLine}"
        );
        return TryAppend(Path.Combine(home, "logs"), entry) ?? TryAppend(Path.GetTempPath(), entry);
    }

    private static string? TryAppend(string folder, string entry)
    {
        var path = Path.Combine(folder, "distill-failures.log");
        try
        {
            Directory.CreateDirectory(folder);
            File.AppendAllText(path, entry);
            return path;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
