using Distill.Core.Evaluation;

namespace Distill.Core.Reporting.Html;

/// <summary>Quality, latency and cost of the models as three columns of bars, a row a model: the trade at one glance.</summary>
internal static class ModelBars
{
    public static void Add(Markup page, RunReport report)
    {
        var metric = report.Models.Select(model => model.Measurement.QualityMetric).FirstOrDefault("accuracy");
        var top = metric == "judge_score" ? report.Models.Max(model => model.Measurement.Judge?.Scale.Max ?? 5) : 1.0;
        var slowest = report.Models.Max(model => model.Measurement.P95Ms ?? model.Measurement.P50Ms ?? 0);
        var dearest = (double)report.Models.Max(model => model.Measurement.CostPerThousand ?? 0);
        page.Add($"<div class=\"panels\">");
        Panel(
            page,
            report,
            $"Quality: {ReportFormat.Metric(metric)}",
            "whisker: 95% interval",
            model => Bar.Of(model.Quality?.Value, top, ReportFormat.Quality(model.Quality, metric), model.Quality?.Low, model.Quality?.High)
        );
        Panel(
            page,
            report,
            "Latency, median",
            "whisker: up to the 95th percentile; shorter is better",
            model => Bar.Of(model.P50Ms, slowest, ReportFormat.Latency(model.P50Ms), model.P50Ms, model.P95Ms)
        );
        Panel(
            page,
            report,
            "Cost of 1,000 requests",
            "shorter is better",
            model => Bar.Of((double?)model.CostPerThousand, dearest, ReportFormat.Money(model.CostPerThousand, report.Currency), null, null)
        );
        page.Add($"</div>");
    }

    private static void Panel(Markup page, RunReport report, string title, string note, Func<ModelMeasurement, Bar> bar)
    {
        page.Add($"<div class=\"panel\"><h3>{title}</h3><p class=\"muted small\">{note}</p>");
        foreach (var model in report.Models.Select(model => model.Measurement))
        {
            var (share, text, low, high) = bar(model);
            page.Add(
                $"<div class=\"bar-row\"><div class=\"bar-label\"><span>{model.Name} <small>{Short(model)}</small></span><b>{text}</b></div>"
            );
            page.Add(
                $"<svg viewBox=\"0 0 300 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"300\" height=\"14\" rx=\"3\"/>"
            );
            page.Add($"<rect class=\"bar {Css(model.Role)}\" width=\"{Math.Max(1.5, share * 300):0.#}\" height=\"14\" rx=\"3\"/>");
            if (low is { } from && high is { } to && to > from)
            {
                page.Add($"<rect class=\"whisker\" x=\"{from * 300:0.#}\" y=\"6\" width=\"{(to - from) * 300:0.#}\" height=\"2\"/>");
                page.Add($"<rect class=\"whisker\" x=\"{Math.Max(0, (to * 300) - 1.5):0.#}\" y=\"3\" width=\"1.5\" height=\"8\"/>");
            }

            page.Add($"</svg></div>");
        }

        page.Add($"</div>");
    }

    internal static string Css(ModelRole role) =>
        role switch
        {
            ModelRole.Teacher => "teacher",
            ModelRole.StudentBefore => "before",
            _ => "after",
        };

    private static string Short(ModelMeasurement model) =>
        model.Role switch
        {
            ModelRole.Teacher => "teacher",
            ModelRole.StudentBefore => "before",
            _ => model.Round > 1 ? $"after round {model.Round}" : "after",
        };

    /// <summary>A bar: its share of the width, its text, and its whisker as shares.</summary>
    private sealed record Bar(double Share, string Text, double? Low, double? High)
    {
        public static Bar Of(double? value, double full, string text, double? low, double? high) =>
            new(Part(value, full) ?? 0, text, Part(low, full), Part(high, full));

        private static double? Part(double? value, double full) =>
            value is { } known ? (full > 0 ? Math.Clamp(known / full, 0, 1) : 0) : null;
    }
}
