using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Hosting;
using Distill.Core.Evaluation.Comparing;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Reporting;
using Distill.Core.Reporting.Evaluations;

namespace Distill.Cli.Comparing;

/// <summary>Finds the report that an argument of compare names: a run of the home, or a report file.</summary>
internal static class ComparedReports
{
    private const string Remedy = "name two runs (distill runs lists them), two JSON reports, or two files of answers";

    /// <summary>The figures of a report, or null when the argument is a file that holds no report.</summary>
    /// <exception cref="CliException">There is neither a file nor a run of that name, or the run has no report.</exception>
    public static async Task<ReportFigures?> FindAsync(string name, CommandContext context, CancellationToken cancellationToken)
    {
        if (File.Exists(name))
        {
            return await LooksLikeReportAsync(name, cancellationToken)
                ? Parse(Path.GetFileName(name), await InputFile.ReadTextAsync(name, "report", cancellationToken))
                : null;
        }

        await using var reader = await RunReader.OpenAsync(context, null, cancellationToken);
        if (reader is null || await reader.Client.FindAsync(name, cancellationToken) is not { } run)
        {
            throw CliException.Usage($"'{name}' is neither a file nor a run of this home", name, Remedy);
        }

        var samples = await reader.Client.ReadReportAsync(run, "samples", cancellationToken);
        return await reader.Client.ReadReportAsync(run, "json", cancellationToken) is { } json
            ? Parse(run.Id, json) is { } figures
                ? figures with
                {
                    Samples = samples is null ? null : SampleFigures.Read(samples),
                }
                : null
            : throw CliException.Usage($"the run '{name}' has no report yet", $"run {name}, {run.Status}", "wait until it has ended");
    }

    // A report is one indented JSON document; files of answers are lines, or an array.
    private static async Task<bool> LooksLikeReportAsync(string path, CancellationToken cancellationToken)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        await using var content = InputFile.Open(path);
        using var reader = new StreamReader(content);
        return (await reader.ReadLineAsync(cancellationToken))?.Trim() == "{";
    }

    private static ReportFigures? Parse(string name, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty("run_id", out _) ? Of(name, ReportJson.Parse(json))
                : document.RootElement.TryGetProperty("evaluation_set", out _) ? Of(name, EvaluationJson.Parse(json))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReportFigures Of(string name, RunReport report) =>
        new(
            name,
            report
                .Models.SelectMany(Rows)
                // A student that was trained in several rounds is measured after each; the last one counts.
                .GroupBy(row => row.Key, StringComparer.Ordinal)
                .ToDictionary(rows => rows.Key, rows => rows.Last().Value, StringComparer.Ordinal)
        );

    private static IEnumerable<(string Key, ReportFigure Value)> Rows(ReportedModel reported)
    {
        var measured = reported.Measurement;
        var prefix = SampleFigures.ModelNameOf(measured);
        if (measured.Quality is { } quality)
        {
            yield return (SampleFigures.NameOf(measured), new ReportFigure(quality.Value, quality.Low, quality.High));
        }

        if (measured.P95Ms is { } latency)
        {
            yield return ($"{prefix} p95 ms", new ReportFigure(latency));
        }

        if (measured.CostPerThousand is { } cost)
        {
            yield return ($"{prefix} cost of 1,000", new ReportFigure((double)cost));
        }
    }

    private static ReportFigures Of(string name, EvaluationReport report) =>
        new(
            name,
            report
                .Metrics.Where(row => row.Candidate is not null)
                .Select(row =>
                    (Key: Key(row.Metric, row.Slice), Value: new ReportFigure(row.Candidate!.Value, row.Candidate.Low, row.Candidate.High))
                )
                .Concat(
                    report
                        .Outcomes.Where(row => row.Gsb.WinRate is not null)
                        .Select(row =>
                            (
                                Key: SampleFigures.WinRate + Key(row.Dimension, row.Slice),
                                Value: new ReportFigure(row.Gsb.WinRate!.Value, row.Gsb.WinRate.Low, row.Gsb.WinRate.High)
                            )
                        )
                )
                .DistinctBy(row => row.Key)
                .ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal)
        )
        {
            Against = report.Baseline?.Name,
        };

    private static string Key(string metric, string? slice) => slice is null ? metric : $"{metric}, {slice}";
}
