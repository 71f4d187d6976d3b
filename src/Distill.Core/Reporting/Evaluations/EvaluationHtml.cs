using Distill.Core.Evaluation.Measuring;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>An evaluation report as one self-contained HTML page in the style of the run's report: inline style and SVG, no script, no external resource.</summary>
public static class EvaluationHtml
{
    /// <summary>Renders it.</summary>
    public static string Render(EvaluationReport report)
    {
        var page = ReportHtml.Begin($"{report.Name}: evaluation report");
        EvaluationHeadline.Add(page, report);
        OutcomeChart.Add(page, report);
        MetricChart.Add(page, report);
        Classes(page, report);
        JudgesSection.Add(page, report);
        CalibrationSection.Add(page, report);
        DecisionSection.Add(page, report);
        DiffSection.Add(page, report);
        UsageSection.AddUsage(page, report.Usage, report.Currency);
        page.Add($"<footer>Made by Distill · {ReportFormat.Time(report.MadeAt)}</footer></main></body></html>\n");
        return page.ToString();
    }

    private static void Classes(Markup page, EvaluationReport report)
    {
        if (report.CandidateClasses is not { } candidate)
        {
            return;
        }

        page.Add($"<section><h2>Classes</h2><div class=\"cards\"><article class=\"card\"><h3>{report.Candidate.Name}</h3>");
        QualitySection.AddClasses(page, candidate);
        page.Add($"</article>");
        if (report.BaselineClasses is { } baseline)
        {
            page.Add($"<article class=\"card\"><h3>{report.Baseline!.Name}</h3>");
            QualitySection.AddClasses(page, baseline);
            page.Add($"</article>");
        }

        page.Add($"</div></section>");
    }
}
