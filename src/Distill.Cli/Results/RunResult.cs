using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Judging;
using Distill.Cli.Runs;
using Distill.Cli.Terminal;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Reporting.Turns;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;
using Spectre.Console;

namespace Distill.Cli.Results;

/// <summary>Shows what came of a run that has ended.</summary>
internal static class RunResult
{
    private const string EmulatorNote = """
        The models are Distill's emulator, measured on this machine: the learning is
        real, latencies and prices are those that the configuration simulates.
        """;

    /// <summary>Shows it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="client">Where the run is.</param>
    /// <param name="run">The run.</param>
    /// <param name="location">Where its report of a format can be opened.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">The run failed or was cancelled.</exception>
    public static async Task<int> ShowAsync(
        CliTerminal terminal,
        IRunClient client,
        RunRecord run,
        Func<string, string> location,
        CancellationToken cancellationToken
    )
    {
        if (run.Status != RunStatus.Completed)
        {
            throw Ended(run);
        }

        var reports = run.Reports.Keys.ToDictionary(format => format, location);
        switch (run.Pipeline)
        {
            case EvaluationSpec.PipelineName:
                var evaluation = EvaluationJson.Parse(await ReadJsonAsync(client, run, cancellationToken));
                Show(
                    evaluation,
                    console =>
                    {
                        EvaluationView.Write(console, evaluation);
                        WriteReport(console, reports);
                    }
                );
                break;
            case FlywheelSpec.PipelineName:
                var turn = TurnJson.Parse(await ReadJsonAsync(client, run, cancellationToken));
                Show(
                    turn,
                    console =>
                    {
                        TurnView.Write(console, turn);
                        WriteReport(console, reports);
                    }
                );
                break;
            default:
                var report = await client.ReadReportAsync(run, "json", cancellationToken) is { } json ? ReportSketch.Parse(json) : null;
                Show(report, console => Write(console, report, reports));
                break;
        }

        return ExitCode.Done;

        void Show<T>(T result, Action<IAnsiConsole> write) =>
            terminal.Write(
                new
                {
                    Run = run,
                    Reports = reports,
                    Result = result,
                },
                write
            );
    }

    private static async Task<string> ReadJsonAsync(IRunClient client, RunRecord run, CancellationToken cancellationToken) =>
        await client.ReadReportAsync(run, "json", cancellationToken)
        ?? throw CliException.Failed("the run has no report", $"run {run.Id}", "start it again; what was paid for is kept");

    /// <summary>The table, the decision and where the reports are.</summary>
    public static void Write(IAnsiConsole console, ReportSketch? report, IReadOnlyDictionary<string, string> reports)
    {
        if (report is not null)
        {
            WriteSketch(console, report);
        }

        WriteReport(console, reports);
    }

    private static void WriteSketch(IAnsiConsole console, ReportSketch report)
    {
        console.Write(ResultTable.Of(report));
        if (report.Decision is { } decision)
        {
            console.WriteLine(decision.Summary);
        }

        if (report.Emulated)
        {
            console.Write(new Text(EmulatorNote + Environment.NewLine, new Style(Color.Yellow)));
        }
    }

    private static void WriteReport(IAnsiConsole console, IReadOnlyDictionary<string, string> reports)
    {
        if (reports.TryGetValue("html", out var page))
        {
            WriteWhole(console, $"Report: {Link(page)}");
        }
    }

    // A wrapped address cannot be clicked.
    private static void WriteWhole(IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    private static string Link(string place) => Path.IsPathFullyQualified(place) ? new Uri(place).AbsoluteUri : place;

    private static CliException Ended(RunRecord run) =>
        run.Status == RunStatus.Cancelled
            ? CliException.Failed("the run was cancelled", $"run {run.Id}", "the same command starts another one; cached answers are free")
            : CliException.Failed(run.Error ?? "the run failed", $"run {run.Id}, stage {run.Stage}");
}
