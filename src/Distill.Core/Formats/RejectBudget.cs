using System.Globalization;
using System.Text;
using Distill.Core.Datasets;

namespace Distill.Core.Formats;

/// <summary>How many rejects a run bears before it fails, ahead of any paid call.</summary>
/// <param name="MaxRatio">Largest share of rejected among all records, 0 to 1. Default 0.05.</param>
public sealed record RejectBudget(double MaxRatio = 0.05)
{
    private const int ReasonsShown = 3;

    /// <summary>Null while the budget holds; otherwise what went wrong, with counts, the most frequent reasons and where all rejects are.</summary>
    /// <remarks>There is no grace for small files: 1 bad record of 10 is 10%. A file whose rest is unreadable breaks every budget.</remarks>
    /// <param name="accepted">Records that are samples.</param>
    /// <param name="rejects">Those that are not.</param>
    /// <param name="rejectsPath">Where the rejects are written, or null.</param>
    public string? Exceeded(long accepted, RejectSummary rejects, string? rejectsPath)
    {
        ArgumentNullException.ThrowIfNull(rejects);
        var rejected = rejects.Total;
        var total = accepted + rejected;
        if (rejects.Examples.TryGetValue(RejectReasons.UnreadableRest, out var damage))
        {
            return $"The file is damaged and was read only in part ({Count(accepted)} records): {Example(damage)}";
        }

        if (rejected == 0 || rejected <= MaxRatio * total)
        {
            return null;
        }

        var message = new StringBuilder();
        message.Append(
            CultureInfo.InvariantCulture,
            $"{Count(rejected)} of {Count(total)} records ({Percent((double)rejected / total)}) were rejected, "
        );
        message.Append(CultureInfo.InvariantCulture, $"more than the limit of {Percent(MaxRatio)} (maxRejectRatio).");
        foreach (var (reason, count) in rejects.Counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(ReasonsShown))
        {
            var example = rejects.Examples.TryGetValue(reason, out var first) ? $", first {Example(first)}" : "";
            message.Append(CultureInfo.InvariantCulture, $"\n  {reason}: {Count(count)}{example}");
        }

        message.Append(rejectsPath is null ? "" : $"\nAll rejects: {rejectsPath}.");
        return message.Append("\nMend the input, or raise maxRejectRatio if these records can be spared.").ToString();
    }

    private static string Example(Reject reject)
    {
        var field = (string?)reject.Detail?["field"] is { } name ? $", {name}" : "";
        return $"{reject.File} line {reject.Line}{field}: {(string?)reject.Detail?["message"]}";
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double ratio) => (ratio * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
