using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Hosting;
using Distill.Cli.Progress;
using Distill.Cli.Runs;
using Distill.Core.Runs;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill runs</c>: lists runs, newest first.</summary>
internal sealed class RunsCommand : DistillCommand
{
    private readonly Option<Uri?> _host = RunCommandOptions.Host();
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "At most so many. Default: 50",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    /// <summary>The command.</summary>
    public RunsCommand()
        : base(
            CommandGroup.Runs,
            "runs",
            "List runs, newest first.",
            new Example("distill runs", "the runs of this home, whether a host runs or not")
        )
    {
        Add(_limit);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var reader = await RunReader.OpenAsync(context, context.Get(_host), cancellationToken);
        var runs = reader is null ? [] : await reader.Client.ListAsync(context.Get(_limit), cancellationToken);
        context.Terminal.Write(new { Runs = runs }, console => Write(console, runs, context.Home));
        return ExitCode.Done;
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<RunRecord> runs, string home)
    {
        if (runs.Count == 0)
        {
            console.WriteLine($"No runs in {home}. Start one with distill demo or distill run.");
            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("Run", "Status", "Stage", "Started", "Took", "Spent");
        foreach (var column in table.Columns)
        {
            column.NoWrap().Padding(0, 0, 2, 0);
        }

        table.Columns[^1].RightAligned();
        foreach (var run in runs)
        {
            table.AddRow(
                new Text(run.Id),
                RunStatusText.Of(run.Status),
                new Text(run.Round > 1 ? $"{run.Stage}, round {run.Round}" : run.Stage),
                new Text(Figures.Time(run.CreatedAt)),
                new Text(run.EndedAt is { } ended ? Figures.Duration(ended - run.CreatedAt) : ""),
                new Text(Figures.Money(run.Usage.Values.Sum(usage => usage.Cost)))
            );
        }

        console.Write(table);
    }
}
