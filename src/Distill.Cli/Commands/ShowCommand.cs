using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Results;
using Distill.Cli.Runs;
using Distill.Core.Runs;

namespace Distill.Cli.Commands;

/// <summary><c>distill show</c>: everything about one run.</summary>
internal sealed class ShowCommand : DistillCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "Id of the run; distill runs lists them" };
    private readonly Option<Uri?> _host = RunCommandOptions.Host();

    /// <summary>The command.</summary>
    public ShowCommand()
        : base(
            CommandGroup.Runs,
            "show",
            "Show a run: stage, counts, money, result, reports, or what ended it.",
            new Example("distill show demo", "whether it runs, has ended, or waits for a host")
        )
    {
        Add(_run);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Get(_run);
        await using var reader = await RunReader.OpenAsync(context, context.Get(_host), cancellationToken);
        var run = (reader is null ? null : await reader.Client.FindAsync(id, cancellationToken)) ?? throw UnknownRun.Of(id, context.Home);
        var json = run.Status == RunStatus.Completed ? await reader!.Client.ReadReportAsync(run, "json", cancellationToken) : null;
        var report = json is null ? null : ReportSketch.Parse(json);
        var reports = run.Reports.Keys.ToDictionary(format => format, format => reader!.ReportLocation(run, format));
        context.Terminal.Write(
            new
            {
                Run = run,
                Reports = reports,
                Result = report,
            },
            console =>
            {
                RunView.Write(console, run);
                RunResult.Write(console, report, reports);
            }
        );
        return ExitCode.Done;
    }
}
