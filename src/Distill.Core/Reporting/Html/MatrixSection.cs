namespace Distill.Core.Reporting.Html;

/// <summary>The trained students by quality, latency and cost, and which is recommended.</summary>
internal static class MatrixSection
{
    public static void Add(Markup page, RunReport report)
    {
        if (report.Matrix is not { } matrix)
        {
            return;
        }

        page.Add($"<section><h2>Candidates</h2><p>{matrix.Reason}</p>");
        AugmentationSection.Table(page, MatrixTable.Of(matrix, MatrixTable.Metric(report), report.Currency));
        page.Add($"<p>{MatrixTable.Note}</p></section>");
    }
}
