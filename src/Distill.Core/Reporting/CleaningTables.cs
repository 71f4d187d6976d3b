using Distill.Core.Insight;
using Distill.Core.Insight.Changes;

namespace Distill.Core.Reporting;

/// <summary>How cleaning changed the data, as tables for all renderings.</summary>
internal static class CleaningTables
{
    private const int MostValues = 12;

    /// <summary>The figures before and after.</summary>
    public static SummaryTable Figures(DataChange change)
    {
        var rows = new List<IReadOnlyList<string>>
        {
            Row("records", change, profile => ReportFormat.Count(profile.Records)),
            Row("exact duplicates", change, profile => ReportFormat.Count(profile.Duplicates)),
        };
        foreach (var field in change.Before.Fields.Where(field => field.Numbers is not null))
        {
            rows.Add(Row($"{field.Name}, median", change, profile => Number(profile, field.Name, numbers => numbers.Median)));
            rows.Add(Row($"{field.Name}, 95%", change, profile => Number(profile, field.Name, numbers => numbers.P95)));
        }

        return new SummaryTable(["", "before", "after"], rows);
    }

    /// <summary>Languages, classes and labels before and after, a table each; only of those that the recipe changed.</summary>
    public static IEnumerable<(string Title, SummaryTable Table)> Values(DataChange change) =>
        change
            .Pairs()
            .Where(pair => pair.Before is { Numbers: null, Values: not null } && !DataChange.IsUnchanged(pair.Before, pair.After))
            .Select(pair => ($"Before and after cleaning: {pair.Before.Name}", Of(pair.Before, pair.After)));

    /// <summary>The fields that the recipe left as they were, in a sentence; null when there is none.</summary>
    public static string? Unchanged(DataChange change)
    {
        var names = change.Pairs().Where(pair => DataChange.IsUnchanged(pair.Before, pair.After)).Select(pair => pair.Before.Name).ToList();
        return names.Count == 0 ? null : $"Unchanged: {string.Join(", ", names)}.";
    }

    private static SummaryTable Of(FieldInsight before, FieldInsight after) =>
        new(
            ["value", "before", "after"],
            [
                .. before
                    .Values!.Top.Take(MostValues)
                    .Select(entry =>
                        (IReadOnlyList<string>)
                            [
                                string.IsNullOrWhiteSpace(entry.Value) ? "(empty)" : ReportFormat.Shorten(entry.Value, 80),
                                Share(entry.Count, before.Records),
                                Share(after.Values?.Top.FirstOrDefault(other => other.Value == entry.Value)?.Count ?? 0, after.Records),
                            ]
                    ),
            ]
        );

    private static IReadOnlyList<string> Row(string name, DataChange change, Func<DataProfile, string> figure) =>
        [name, figure(change.Before), figure(change.After)];

    private static string Number(DataProfile profile, string field, Func<NumberInsight, double> figure) =>
        profile.Field(field)?.Numbers is { } numbers ? InsightText.Number(figure(numbers), isTime: false) : ReportFormat.Unknown;

    private static string Share(long count, long records) => $"{ReportFormat.Count(count)} ({InsightText.Share(count, records)})";
}
