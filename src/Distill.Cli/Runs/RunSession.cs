using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Progress;
using Distill.Cli.Results;
using Distill.Core.Runs;
using Spectre.Console;

namespace Distill.Cli.Runs;

/// <summary>Watches a run to its end and shows what came of it.</summary>
internal sealed class RunSession(CommandContext context, RunHost host)
{
    /// <summary>Watches a run, then shows its result.</summary>
    /// <param name="id">The run.</param>
    /// <param name="continueWith">The command line that goes on with it after an interruption.</param>
    /// <param name="cancellationToken">The interruption.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> FollowAsync(string id, string continueWith, CancellationToken cancellationToken)
    {
        var run = await WatchAsync(id, continueWith, cancellationToken);
        try
        {
            return await RunResult.ShowAsync(
                context.Terminal,
                host.Client,
                run,
                format => host.ReportLocation(run, format),
                cancellationToken
            );
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw Interrupted(id, continueWith);
        }
    }

    /// <summary>Watches a run to its end.</summary>
    /// <param name="id">The run.</param>
    /// <param name="continueWith">The command line that goes on with it after an interruption.</param>
    /// <param name="cancellationToken">The interruption.</param>
    /// <returns>Its last record.</returns>
    public async Task<RunRecord> WatchAsync(string id, string continueWith, CancellationToken cancellationToken)
    {
        var tracker = new RunTracker(context.Time);
        var terminal = context.Terminal;
        IRunDisplay display = terminal is { Draws: true, Verbose: false } ? new LiveRunDisplay(terminal) : new PlainRunDisplay(terminal);
        try
        {
            var states = host.Client.WatchAsync(id, cancellationToken).Select(tracker.Observe);
            return (await display.ShowAsync(states, cancellationToken)).Run;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw Interrupted(id, continueWith);
        }
    }

    /// <summary>Says which other runs of the home go on beside this one.</summary>
    public async Task AnnounceOthersAsync(string id, CancellationToken cancellationToken)
    {
        var others = (await host.Client.ListAsync(100, cancellationToken)).Where(run => run.EndedAt is null && run.Id != id).ToList();
        foreach (var run in others)
        {
            context.Terminal.Notes.WriteLine(
                $"The unfinished run {run.Id} of this home goes on as well (distill cancel {run.Id} ends it)."
            );
        }
    }

    private CliException Interrupted(string id, string continueWith) =>
        host.Home is null
            ? CliException.Failed("stopped watching", $"run {id}", $"the host works on; look with: {continueWith}")
            : CliException.Failed("stopped; everything that was done and paid for is kept", $"run {id}", $"go on with: {continueWith}");
}
