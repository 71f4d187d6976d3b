using System.Globalization;

namespace Distill.Core.RollingLogs;

/// <summary>Paths of a log's files: <c>{container}/{yyyy}/{MM}/{dd}/{HH}/{writer}-{sequence}.jsonl</c>, in UTC, so that a window of time is a range of prefixes.</summary>
public static class RollingLogPath
{
    private const string Extension = ".jsonl";
    private const string HourFormat = "yyyy/MM/dd/HH";

    /// <summary>The folder of an hour, with a slash at its end.</summary>
    public static string FolderOf(string container, DateTimeOffset time) =>
        $"{container}/{time.UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture)}/";

    /// <summary>The file of a writer.</summary>
    public static string Of(string container, DateTimeOffset time, string writer, int sequence) =>
        $"{FolderOf(container, time)}{writer}-{sequence:D6}{Extension}";

    /// <summary>The hour a file belongs to; null when the path is no file of a log.</summary>
    public static DateTimeOffset? HourOf(string path)
    {
        var start = path.IndexOf('/', StringComparison.Ordinal) + 1;
        return
            start > 0
            && path.Length > start + HourFormat.Length
            && DateTimeOffset.TryParseExact(
                path.AsSpan(start, HourFormat.Length),
                HourFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var hour
            )
            ? hour
            : null;
    }

    /// <summary>The number of a writer's file; null when it is another's.</summary>
    public static int? SequenceOf(string path, string writer)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        var prefix = $"{writer}-";
        return
            name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && int.TryParse(name[prefix.Length..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;
    }
}
