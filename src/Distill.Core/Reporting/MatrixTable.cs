using Distill.Core.Evaluation.Candidates;

namespace Distill.Core.Reporting;

/// <summary>The candidate matrix as a table for all renderings.</summary>
internal static class MatrixTable
{
    /// <summary>What the score is, and why the candidate that it recommends may not be the one that the goal is measured on.</summary>
    public const string Note =
        "The score weighs quality, latency and cost by the spec's weights. The goal is judged by the best quality, so it may name another candidate.";

    /// <summary>A row a candidate, the best score first.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="metric">What quality is measured by.</param>
    /// <param name="currency">The currency of all money.</param>
    public static SummaryTable Of(CandidateMatrix matrix, string metric, string currency) =>
        new(
            ["candidate", "quality", "95% interval", "p50", "p95", "cost / 1,000", "Pareto front", "score", ""],
            [.. matrix.Rows.Select(row => Row(row, matrix.Recommended, metric, currency))]
        );

    /// <summary>What the quality of a report is measured by.</summary>
    public static string Metric(RunReport report) => report.Models.Select(model => model.Measurement.QualityMetric).FirstOrDefault() ?? "";

    private static IReadOnlyList<string> Row(CandidateRow row, string? recommended, string metric, string currency) =>
        [
            row.Candidate.Name,
            ReportFormat.Quality(row.Candidate.Quality, metric),
            ReportFormat.Interval(row.Candidate.Quality, metric),
            ReportFormat.Latency(row.Candidate.P50Ms),
            ReportFormat.Latency(row.Candidate.P95Ms),
            ReportFormat.Money(row.Candidate.CostPerThousand, currency),
            row.OnFront ? "yes" : "no",
            row.Score is { } score ? ReportFormat.Text($"{score:0.000}") : ReportFormat.Unknown,
            row.Candidate.Name == recommended ? "recommended" : row.Excluded ?? "",
        ];
}
