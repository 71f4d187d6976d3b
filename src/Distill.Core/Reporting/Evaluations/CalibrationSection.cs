using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Calibration;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>The judge against people: kappa and confusion by dimension.</summary>
internal static class CalibrationSection
{
    public static void Add(Markup page, EvaluationReport report)
    {
        if (report.Calibration.Count == 0)
        {
            return;
        }

        page.Add($"<section><h2>The judge against people</h2>");
        if (report.People is { } people)
        {
            page.Add($"<p>{EvaluationText.People(people)}</p>");
        }

        page.Add($"<div class=\"cards\">");
        foreach (var dimension in report.Calibration)
        {
            page.Add(
                $"<article class=\"card\"><h3>{EvaluationText.Name(dimension.Dimension)}<span class=\"pill small {Css(dimension.Trust)}\">"
            );
            page.Add($"{EvaluationText.Trust(dimension.Trust)}</span></h3><p>{dimension.Reason}</p>");
            page.Add(
                $"<p class=\"muted small\">{ReportFormat.Count(dimension.Labels)} labels, agreement {EvaluationText.Share(dimension.Agreement)}, {ReportFormat.Count(dimension.Invalid)} verdicts invalid</p>"
            );
            Matrix(page, dimension);
            page.Add($"</article>");
        }

        page.Add($"</div></section>");
    }

    private static void Matrix(Markup page, DimensionCalibration dimension)
    {
        page.Add(
            $"<div class=\"scroll\"><table class=\"confusion\"><caption>People (rows) and the judge (columns)</caption><thead><tr><th></th>"
        );
        foreach (var category in dimension.Categories)
        {
            page.Add($"<th>{category}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var human in dimension.Categories)
        {
            var row = dimension.Categories.Sum(judge => dimension.Confusion.At(human, judge));
            page.Add($"<tr><th scope=\"row\">{human}</th>");
            foreach (var judge in dimension.Categories)
            {
                QualitySection.AddCell(page, dimension.Confusion.At(human, judge), row, right: human == judge);
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    private static string Css(JudgeTrust trust) =>
        trust switch
        {
            JudgeTrust.Trusted => "good",
            JudgeTrust.NotTrusted => "bad",
            _ => "warn",
        };
}
