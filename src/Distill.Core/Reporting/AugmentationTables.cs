using Distill.Core.Augmentation;

namespace Distill.Core.Reporting;

/// <summary>What came of an augmentation, as tables for all renderings.</summary>
internal static class AugmentationTables
{
    /// <summary>By class, by method, by reason; a table without a row is left out.</summary>
    public static IEnumerable<(string Title, SummaryTable Table)> Of(AugmentationResult result)
    {
        yield return (
            "Augmentation by class",
            new SummaryTable(["class", "rows", "wanted", "added", "rows now"], [.. result.Classes.Select(Row)])
        );
        if (result.Methods.Count > 0)
        {
            yield return (
                "Augmentation by method",
                new SummaryTable(["method", "calls", "texts", "kept", "yield"], [.. result.Methods.Select(Row)])
            );
        }

        if (result.Drops.Count > 0)
        {
            yield return (
                "Augmentation texts not used",
                new SummaryTable(
                    ["reason", "count"],
                    [.. result.Drops.Select(drop => (IReadOnlyList<string>)[drop.Key, ReportFormat.Count(drop.Value)])]
                )
            );
        }
    }

    /// <summary>What was paid, and whether the budget cut it short.</summary>
    public static string Sentence(AugmentationResult result, string currency) =>
        $"{ReportFormat.Count(result.Added)} new rows for {ReportFormat.Money(result.Cost, currency)}; they are in the training set only"
        + (result.BudgetLimited ? ", and augment.budget allowed fewer calls than the target asks for." : ".");

    private static IReadOnlyList<string> Row(ClassYield yield) =>
        [
            yield.Label.Length > 0 ? yield.Label : "(none)",
            ReportFormat.Count(yield.Before),
            ReportFormat.Count(yield.Want),
            ReportFormat.Count(yield.Added),
            ReportFormat.Count(yield.After),
        ];

    private static IReadOnlyList<string> Row(MethodYield method) =>
        [
            method.Method,
            ReportFormat.Count(method.Calls),
            ReportFormat.Count(method.Texts),
            ReportFormat.Count(method.Kept),
            ReportFormat.Percent(method.Texts == 0 ? null : (double)method.Kept / method.Texts),
        ];
}
