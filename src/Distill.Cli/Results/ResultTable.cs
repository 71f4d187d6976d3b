using System.Globalization;
using Distill.Cli.Progress;
using Spectre.Console;
using static Distill.Cli.Results.ReportSketch;

namespace Distill.Cli.Results;

/// <summary>The table teacher / student before / student after. Fits 80 columns.</summary>
internal static class ResultTable
{
    private const string After = "student_after";

    /// <summary>The table of a report.</summary>
    public static Table Of(ReportSketch report)
    {
        var table = new Table().Border(TableBorder.Simple);
        var metric = report.Models.Count > 0 ? Metric(report.Models[0].Measurement.QualityMetric) : "Quality";
        string[] headings =
        [
            "Model",
            metric,
            "Latency\np50",
            $"{report.Currency} per\n1,000",
            "Quality\nkept",
            "Times\nfaster",
            "Share\nof cost",
        ];
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading)).NoWrap().Padding(0, 0, 1, 0);
            table.AddColumn(heading == headings[0] ? column : column.RightAligned());
        }

        foreach (var model in report.Models)
        {
            var isBest = model.Measurement.Role == After && model.Measurement.Name == report.Decision?.Student;
            var style = isBest ? new Style(Color.Green, decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(Cells(model).Select(cell => new Text(cell, style)));
        }

        return table;
    }

    private static string Metric(string metric) =>
        metric switch
        {
            "accuracy" => "Accuracy\n(95% CI)",
            "agreement" => "Agreement\n(95% CI)",
            "judge_score" => "Judge score\n(95% CI)",
            _ => metric,
        };

    private static IEnumerable<string> Cells(ModelSketch model)
    {
        var measured = model.Measurement;
        yield return Name(measured);
        yield return measured.Quality is { } quality ? Quality(quality, measured.QualityMetric) : "–";
        yield return measured.P50Ms is { } latency ? Figures.Latency(latency) : "–";
        yield return measured.CostPerThousand is { } cost ? Figures.Money(cost) : "–";
        yield return model.Ratios?.Quality is { } kept ? Percent(kept.Value) : "";
        yield return model.Ratios?.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:0.0}×") : "";
        yield return model.Ratios?.Cost is { } share ? Percent(share) : "";
    }

    private static string Name(MeasurementSketch model) =>
        model.Role switch
        {
            "student_before" => $"{model.Name}, before",
            After => model.Round > 1 ? $"{model.Name}, after {model.Round}" : $"{model.Name}, after",
            _ => model.Name,
        };

    private static string Quality(EstimateSketch quality, string metric) =>
        metric == "judge_score"
            ? string.Create(CultureInfo.InvariantCulture, $"{quality.Value:0.00} ({quality.Low:0.00}–{quality.High:0.00})")
            : string.Create(CultureInfo.InvariantCulture, $"{quality.Value * 100:0.0}% ({quality.Low * 100:0}–{quality.High * 100:0})");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");
}
