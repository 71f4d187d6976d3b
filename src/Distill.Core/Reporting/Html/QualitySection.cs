using Distill.Core.Evaluation;
using Distill.Core.Judging;

namespace Distill.Core.Reporting.Html;

/// <summary>Where models are right and wrong: classes, confusion matrices, the judge's scores.</summary>
internal static class QualitySection
{
    // A wider matrix cannot be read; the classes' scores say what matters.
    private const int MaxClasses = 12;

    public static void Add(Markup page, RunReport report)
    {
        var models = report.Models.Where(model => model.Measurement is { Classification: not null } or { Judge: not null }).ToList();
        if (models.Count == 0)
        {
            return;
        }

        page.Add($"<section><h2>Quality in detail</h2><div class=\"cards\">");
        foreach (var model in models.Select(model => model.Measurement))
        {
            page.Add(
                $"<article class=\"card\"><h3><span class=\"dot {ModelBars.Css(model.Role)}\"></span>{model.Name} <small>{ReportFormat.Role(model.Role)}</small></h3>"
            );
            if (model.Classification is { } classes)
            {
                AddClasses(page, classes);
            }

            if (model.Judge is { } judge)
            {
                Scores(page, judge);
            }

            page.Add($"</article>");
        }

        page.Add($"</div></section>");
    }

    /// <summary>Scores by class and the confusion matrix of one model.</summary>
    public static void AddClasses(Markup page, ClassificationReport classes)
    {
        Classes(page, classes);
        Confusion(page, classes);
    }

    private static void Classes(Markup page, ClassificationReport report)
    {
        page.Add(
            $"<p class=\"muted small\">{ReportFormat.Count(report.Correct)} of {ReportFormat.Count(report.Samples)} right, macro-F1 {ReportFormat.Percent(report.MacroF1)}, "
        );
        page.Add($"{ReportFormat.Count(report.Invalid)} without a valid value (counted as wrong)</p>");
        page.Add(
            $"<table><thead><tr><th>Class</th><th class=\"num\">samples</th><th class=\"num\">precision</th><th class=\"num\">recall</th><th class=\"num\">F1</th></tr></thead><tbody>"
        );
        foreach (var score in report.Classes)
        {
            page.Add(
                $"<tr><th scope=\"row\">{score.Label}</th><td class=\"num\">{ReportFormat.Count(score.Support)}</td><td class=\"num\">{ReportFormat.Percent(score.Precision)}</td>"
            );
            page.Add(
                $"<td class=\"num\">{ReportFormat.Percent(score.Recall)}</td><td class=\"num\"><b>{ReportFormat.Percent(score.F1)}</b></td></tr>"
            );
        }

        page.Add($"</tbody></table>");
    }

    private static void Confusion(Markup page, ClassificationReport report)
    {
        var labels = report.Classes.Select(score => score.Label).ToList();
        if (labels.Count is < 2 or > MaxClasses)
        {
            return;
        }

        page.Add(
            $"<div class=\"scroll\"><table class=\"confusion\"><caption>Expected (rows) and answered (columns)</caption><thead><tr><th></th>"
        );
        foreach (var label in labels)
        {
            page.Add($"<th>{label}</th>");
        }

        page.Add($"<th>other</th></tr></thead><tbody>");
        foreach (var score in report.Classes)
        {
            page.Add($"<tr><th scope=\"row\">{score.Label}</th>");
            foreach (var answered in labels)
            {
                AddCell(page, report.Confusion.At(score.Label, answered), score.Support, right: answered == score.Label);
            }

            AddCell(page, score.Support - labels.Sum(answered => report.Confusion.At(score.Label, answered)), score.Support, right: false);
            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    /// <summary>A cell of a confusion matrix, coloured by its share of the row.</summary>
    public static void AddCell(Markup page, long count, long support, bool right)
    {
        var share = support == 0 ? 0 : (double)count / support;
        page.Add(
            $"<td class=\"{(right ? "right" : "wrong")}\" style=\"--share:{share:0.###}\" title=\"{ReportFormat.Percent(share)} of the class\">{ReportFormat.Count(count)}</td>"
        );
    }

    private static void Scores(Markup page, JudgeSummary judge)
    {
        page.Add(
            $"<p class=\"muted small\">Judge's scores, {judge.Scale.Min} (worst) to {judge.Scale.Max} (best): mean {ReportFormat.Quality(judge.Mean, "judge_score")} "
        );
        page.Add(
            $"({ReportFormat.Interval(judge.Mean, "judge_score")}), {ReportFormat.Count(judge.Scored)} scored, {ReportFormat.Count(judge.Invalid)} verdicts invalid</p>"
        );
        page.Add($"<div class=\"histogram\">");
        var most = Math.Max(1, judge.Scores.Values.DefaultIfEmpty(0).Max());
        for (var score = judge.Scale.Min; score <= judge.Scale.Max; score++)
        {
            var count = judge.Scores.GetValueOrDefault(score);
            page.Add(
                $"<div><b>{ReportFormat.Count(count)}</b><span style=\"height:{100.0 * count / most:0.#}%\"></span><i>{score}</i></div>"
            );
        }

        page.Add($"</div>");
    }
}
