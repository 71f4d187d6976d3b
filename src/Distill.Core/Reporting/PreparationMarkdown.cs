using System.Text;

namespace Distill.Core.Reporting;

/// <summary>What was done to the data before training, as Markdown: cleaning and augmentation.</summary>
internal static class PreparationMarkdown
{
    /// <summary>Adds what there is.</summary>
    public static void Add(StringBuilder text, RunReport report)
    {
        Cleaning(text, report);
        Augmentation(text, report);
    }

    private static void Cleaning(StringBuilder text, RunReport report)
    {
        if (report.Cleaning is not { } change)
        {
            return;
        }

        var figures = CleaningTables.Figures(change);
        ReportMarkdown.Table(text, "Before and after cleaning", figures.Columns, figures.Rows);
        foreach (var (title, table) in CleaningTables.Values(change))
        {
            ReportMarkdown.Table(text, title, table.Columns, table.Rows);
        }

        if (CleaningTables.Unchanged(change) is { } unchanged)
        {
            ReportMarkdown.Line(text, ReportMarkdown.Plain(unchanged));
        }
    }

    private static void Augmentation(StringBuilder text, RunReport report)
    {
        if (report.Augmentation is not { } result)
        {
            return;
        }

        foreach (var (title, table) in AugmentationTables.Of(result))
        {
            ReportMarkdown.Table(text, title, table.Columns, table.Rows);
        }

        ReportMarkdown.Line(text, ReportMarkdown.Plain(AugmentationTables.Sentence(result, report.Currency)));
    }
}
