using Distill.Core.Evaluation;

namespace Distill.Core.Reporting;

/// <summary>The headline table of a report: teacher, students before, students after.</summary>
public static class ReportSummary
{
    /// <summary>The statement that every rendering shows when the emulator was used.</summary>
    public static string EmulatorStatement(RunReport report) =>
        "The model emulator answered for "
        + (report.EmulatedModels.Count == 0 ? "the models of this run" : string.Join(", ", report.EmulatedModels))
        + ". The students really learned and quality is measured, but latencies and prices are settings of the emulator: they say nothing of a real provider.";

    /// <summary>Quality, latency, cost and the ratios to the teacher, a row a model.</summary>
    public static SummaryTable Rows(RunReport report) =>
        new(
            [
                "model",
                "role",
                "quality",
                "95% interval",
                "p50 latency",
                "cost / 1,000",
                "quality vs teacher",
                "speed vs teacher",
                "cost vs teacher",
            ],
            [.. report.Models.Select(model => Row(model, report.Currency))]
        );

    /// <summary>What the figures mean, in a sentence or two.</summary>
    public static string Sentence(RunReport report)
    {
        var best = Best(report);
        if (best?.Ratios is not { } ratios)
        {
            return "No trained student was measured, so there is nothing to compare with the teacher.";
        }

        var quality = ratios.Quality is { } ratio
            ? ReportFormat.Text(
                $"{best.Measurement.Name} keeps {ratio.Value * 100:0.0}% of the teacher's quality (95% interval {ratio.Low * 100:0.0}–{ratio.High * 100:0.0}%)"
            )
            : $"{best.Measurement.Name} could not be compared in quality";
        var gains = new List<string>();
        if (ratios.Speed is { } speed)
        {
            gains.Add($"{ReportFormat.Times(speed)} its speed");
        }

        if (ratios.Cost is { } cost)
        {
            gains.Add($"{ReportFormat.Percent(cost)} of its cost");
        }

        var before = Before(report, best);
        var learned =
            before?.Measurement.Quality is { } was && best.Measurement.Quality is { } now
                ? $" Fine-tuning took it from {ReportFormat.Quality(was, before.Measurement.QualityMetric)} to {ReportFormat.Quality(now, best.Measurement.QualityMetric)} {ReportFormat.Metric(best.Measurement.QualityMetric)}."
                : "";
        return $"{quality}{(gains.Count == 0 ? "" : " at " + string.Join(" and ", gains))}.{learned}";
    }

    /// <summary>The student that the decision names, else the trained one of the highest quality ratio; null when none was trained.</summary>
    internal static ReportedModel? Best(RunReport report)
    {
        var trained = report.Models.Where(model => model.Measurement.Role == ModelRole.StudentAfter).ToList();
        return trained.Find(model =>
                model.Measurement.Name == report.Decision?.Student && model.Measurement.Round == report.Decision?.StudentRound
            ) ?? trained.MaxBy(model => model.Ratios?.Quality?.Value ?? double.MinValue);
    }

    private static ReportedModel? Before(RunReport report, ReportedModel best)
    {
        var before = report.Models.Where(model => model.Measurement.Role == ModelRole.StudentBefore).ToList();
        return before.Find(model => model.Measurement.Name == best.Measurement.Name) ?? (before.Count == 1 ? before[0] : null);
    }

    private static IReadOnlyList<string> Row(ReportedModel model, string currency)
    {
        var measured = model.Measurement;
        return
        [
            measured.Name,
            ReportFormat.Role(measured.Role),
            ReportFormat.Quality(measured.Quality, measured.QualityMetric),
            ReportFormat.Interval(measured.Quality, measured.QualityMetric),
            ReportFormat.Latency(measured.P50Ms),
            ReportFormat.Money(measured.CostPerThousand, currency),
            model.Ratios is null ? ReportFormat.Unknown : ReportFormat.Percent(model.Ratios.Quality?.Value),
            ReportFormat.Times(model.Ratios?.Speed),
            ReportFormat.Percent(model.Ratios?.Cost),
        ];
    }
}
