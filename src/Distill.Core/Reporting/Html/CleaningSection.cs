using Distill.Core.Insight;
using Distill.Core.Insight.Changes;
using Distill.Core.Insight.Html;

namespace Distill.Core.Reporting.Html;

/// <summary>How cleaning changed the data: figures, and distributions before and after.</summary>
internal static class CleaningSection
{
    public static void Add(Markup page, RunReport report)
    {
        if (report.Cleaning is not { } change)
        {
            return;
        }

        page.Add($"<section><h2>Before and after cleaning</h2>");
        AugmentationSection.Table(page, CleaningTables.Figures(change));
        if (CleaningTables.Unchanged(change) is { } unchanged)
        {
            page.Add($"<p class=\"muted small\">{unchanged}</p>");
        }

        page.Add($"</section>");
        var pairs = change.Pairs().Where(pair => !DataChange.IsUnchanged(pair.Before, pair.After)).ToList();
        if (pairs.Count > 0)
        {
            var before = Side("before", change.Before, pairs.Select(pair => pair.Before));
            var after = Side("after", change.After, pairs.Select(pair => pair.After));
            FieldSection.Add(page, new InsightReport(before, after, report.EndedAt), "What cleaning changed");
        }
    }

    private static DatasetInsight Side(string name, DataProfile profile, IEnumerable<FieldInsight> fields) =>
        new()
        {
            Source = name,
            Records = profile.Records,
            Rejected = 0,
            Matched = profile.Records,
            Fields = [.. fields],
        };
}
