using Distill.Core.Evaluation;

namespace Distill.Core.Reporting.Html;

/// <summary>What the run was, what came of it, and the comparison.</summary>
internal static class HeadlineSection
{
    public static void Add(Markup page, RunReport report)
    {
        page.Add($"<header><p class=\"eyebrow\">Distillation report</p><h1>{report.Name}</h1><p class=\"meta\">");
        page.Add(
            $"<code>{report.RunId}</code> · {ReportFormat.Time(report.StartedAt)} · took {ReportFormat.Duration((report.EndedAt - report.StartedAt).TotalSeconds)}</p></header>"
        );
        if (report.Emulated)
        {
            page.Add($"<aside class=\"emulated\"><b>Emulated run.</b> {ReportSummary.EmulatorStatement(report)}</aside>");
        }

        Verdict(page, report);
        Comparison(page, report);
    }

    private static void Verdict(Markup page, RunReport report)
    {
        page.Add($"<section class=\"verdict\">");
        if (report.Decision is { } decision)
        {
            page.Add($"<span class=\"pill {Css(decision.Outcome)}\">{ReportFormat.Outcome(decision.Outcome)}</span>");
        }

        page.Add($"<p class=\"lead\">{ReportSummary.Sentence(report)}</p>");
        if (report.Decision is { } known)
        {
            page.Add($"<div class=\"tiles\">");
            foreach (var check in known.Checks)
            {
                Tile(page, check, known.Ratios);
            }

            page.Add($"</div>");
            Next(page, known);
        }

        page.Add($"</section>");
    }

    private static void Tile(Markup page, GoalCheck check, ModelRatios? ratios)
    {
        var speed = check.Name == "speed";
        var value = speed ? ReportFormat.Times(check.Measured) : ReportFormat.Percent(check.Measured);
        var target = speed ? ReportFormat.Times(check.Target) : ReportFormat.Percent(check.Target);
        var relation = check.Name == "cost" ? "at most" : "at least";
        page.Add(
            $"<div class=\"tile {(check.Met ? "met" : "missed")}\"><div class=\"tile-name\">{Title(check.Name)}</div><div class=\"tile-value\">{value}</div>"
        );
        page.Add($"<div class=\"tile-goal\">{(check.Met ? "✓" : "✗")} goal: {relation} {target}</div>");
        if (check.Name == "quality" && ratios?.Quality is { } quality)
        {
            page.Add($"<div class=\"tile-interval\">95% interval {ReportFormat.Interval(quality, "accuracy")}</div>");
        }

        page.Add($"</div>");
    }

    private static string Title(string check) =>
        check switch
        {
            "quality" => "of the teacher's quality",
            "speed" => "the teacher's speed",
            _ => "of the teacher's cost",
        };

    private static void Next(Markup page, DistillationDecision decision)
    {
        page.Add(
            $"<p class=\"muted\">After round {decision.Round} of {decision.Round + decision.RoundsLeft}. {(decision.Outcome == DecisionOutcome.Done ? "" : decision.Summary)}</p>"
        );
        if (decision.WeakSlices.Count == 0)
        {
            return;
        }

        page.Add($"<p class=\"chips\">");
        foreach (var slice in decision.WeakSlices)
        {
            page.Add($"<span class=\"chip\">{slice.Label}: F1 {slice.F1:0.00}, add {slice.ExtraSamples}</span>");
        }

        page.Add($"</p>");
    }

    private static void Comparison(Markup page, RunReport report)
    {
        if (report.Models.Count == 0)
        {
            return;
        }

        var best = ReportSummary.Best(report);
        page.Add(
            $"<section><h2>Teacher and students</h2><div class=\"scroll\"><table class=\"headline\"><thead><tr><th rowspan=\"2\">Model</th>"
        );
        page.Add(
            $"<th rowspan=\"2\" class=\"num\">Quality</th><th rowspan=\"2\" class=\"num\">p50</th><th rowspan=\"2\" class=\"num\">p95</th>"
        );
        page.Add($"<th rowspan=\"2\" class=\"num\">Cost / 1,000</th><th colspan=\"3\" class=\"group\">as a ratio to the teacher</th></tr>");
        page.Add($"<tr><th class=\"num\">quality</th><th class=\"num\">speed</th><th class=\"num\">cost</th></tr></thead><tbody>");
        foreach (var model in report.Models)
        {
            Row(page, model, report.Currency, ReferenceEquals(model, best));
        }

        page.Add($"</tbody></table></div>");
        ModelBars.Add(page, report);
        page.Add($"</section>");
    }

    private static void Row(Markup page, ReportedModel model, string currency, bool best)
    {
        var measured = model.Measurement;
        var teacher = measured.Role == ModelRole.Teacher;
        page.Add(
            $"<tr class=\"{(best ? "winner" : "")}\"><th scope=\"row\"><span class=\"dot {ModelBars.Css(measured.Role)}\"></span>{measured.Name}"
        );
        page.Add(
            $"<small>{ReportFormat.Role(measured.Role)}{(measured.Round > 1 ? $", round {measured.Round}" : "")} · {ReportFormat.Count(measured.Samples)} samples</small></th>"
        );
        page.Add($"<td class=\"num\"><b>{ReportFormat.Quality(measured.Quality, measured.QualityMetric)}</b>");
        page.Add($"<small>{ReportFormat.Interval(measured.Quality, measured.QualityMetric)}</small></td>");
        page.Add(
            $"<td class=\"num\">{ReportFormat.Latency(measured.P50Ms)}</td><td class=\"num\">{ReportFormat.Latency(measured.P95Ms)}</td>"
        );
        page.Add($"<td class=\"num\">{ReportFormat.Money(measured.CostPerThousand, currency)}</td>");
        if (teacher)
        {
            page.Add($"<td class=\"num muted\">100%</td><td class=\"num muted\">1.0x</td><td class=\"num muted\">100%</td></tr>");
            return;
        }

        page.Add(
            $"<td class=\"num\"><b>{ReportFormat.Percent(model.Ratios?.Quality?.Value)}</b><small>{ReportFormat.Interval(model.Ratios?.Quality, "accuracy")}</small></td>"
        );
        page.Add(
            $"<td class=\"num\">{ReportFormat.Times(model.Ratios?.Speed)}</td><td class=\"num\">{ReportFormat.Percent(model.Ratios?.Cost)}</td></tr>"
        );
    }

    private static string Css(DecisionOutcome outcome) =>
        outcome switch
        {
            DecisionOutcome.Done => "good",
            DecisionOutcome.AnotherRound => "warn",
            _ => "bad",
        };
}
