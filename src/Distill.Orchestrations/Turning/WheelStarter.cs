// Not an orchestrator: it runs in the timer.
#pragma warning disable RS0030
using System.Globalization;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Storage;
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Distill.Orchestrations.Turning;

/// <summary>Starts the turns that are due of all standing wheels: those whose spec lies at <c>wheels/{wheel}.yaml</c>. Thread-safe; may run at any time and anywhere.</summary>
/// <remarks>
/// The window follows from watermark and time, and the run's id from the window; first the wheel's state names the turn, then the run is started. So a timer that fires
/// twice, late, or in two places starts nothing twice, and a crash between the two writes is made good by the next look. While a turn is under way nothing is started: what comes
/// meanwhile makes the next window longer.
/// </remarks>
/// <param name="blobs">Where the specs lie.</param>
/// <param name="runs">Tells whether a turn is under way.</param>
/// <param name="wheels">Where the wheels stand.</param>
/// <param name="starter">Starts runs.</param>
/// <param name="time">Tells what is due.</param>
/// <param name="logger">Where it says what it started, and which wheel stands still.</param>
public sealed partial class WheelStarter(
    IBlobStore blobs,
    IRunStore runs,
    WheelStore wheels,
    RunStarter starter,
    TimeProvider time,
    ILogger<WheelStarter> logger
)
{
    private const string SpecEnding = ".yaml";

    /// <summary>Starts what is due.</summary>
    /// <returns>The runs that were started now.</returns>
    public async Task<IReadOnlyList<string>> StartDueAsync(DurableTaskClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var started = new List<string>();
        await foreach (var blob in blobs.ListAsync(WheelStore.Container, cancellationToken))
        {
            if (!blob.Path.EndsWith(SpecEnding, StringComparison.Ordinal))
            {
                continue;
            }

            try
            {
                if (await StartAsync(client, blob.Path, cancellationToken) is { } run)
                {
                    LogStarted(logger, blob.Path, run);
                    started.Add(run);
                }
            }
            catch (InvalidRunSpecException error)
            {
                // One wrong spec must not hold the other wheels.
                LogWrong(logger, blob.Path, error.Message);
            }
        }

        return started;
    }

    private async Task<string?> StartAsync(DurableTaskClient client, string path, CancellationToken cancellationToken)
    {
        var document = RunSpecDocument.Load(await RunBlobs.ReadTextAsync(blobs, path, cancellationToken), path);
        var spec = document.ParseFlywheel();
        if (path != $"{WheelStore.Container}/{spec.Wheel}{SpecEnding}")
        {
            LogWrong(
                logger,
                path,
                $"It is the spec of the wheel '{spec.Wheel}', so it belongs at {WheelStore.Container}/{spec.Wheel}{SpecEnding}."
            );
            return null;
        }

        if (await DueAsync(spec, cancellationToken) is not { } turn)
        {
            return null;
        }

        var at = await wheels.BeginAsync(spec.Wheel, turn, cancellationToken);
        if (at.RunId != turn.RunId)
        {
            return null;
        }

        document.Set("window.from", Text(turn.Window.From));
        document.Set("window.to", Text(turn.Window.To));
        return (await starter.StartAsync(client, document, turn.RunId, cancellationToken)).Created ? turn.RunId : null;
    }

    private async Task<WheelTurn?> DueAsync(FlywheelSpec spec, CancellationToken cancellationToken)
    {
        var state = await wheels.ReadAsync(spec.Wheel, cancellationToken);
        var run = state.Turn is { } last ? (await runs.FindAsync(last.RunId, cancellationToken))?.Value : null;
        if (state.Turn is { } begun && run is null && begun.RunId == begun.Window.RunId(spec.Wheel))
        {
            // Begun, but not started: a crash came between the two.
            return begun;
        }

        if (run is { EndedAt: null } || spec.Schedule.Due(state.Watermark, time.GetUtcNow()) is not { } window)
        {
            return null;
        }

        var turn = new WheelTurn(window.RunId(spec.Wheel), window);
        if (state.Turn?.RunId != turn.RunId)
        {
            return turn;
        }

        // The same window as that of the last turn, which has ended and left the watermark: the next boundary makes it longer. Of a turn that failed a person must know.
        if (run?.Status is not RunStatus.Completed)
        {
            LogStands(logger, spec.Wheel, turn.RunId, run?.Status);
        }

        return null;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage(6301, LogLevel.Information, "The wheel of {Spec} turns: run {Run}.", EventName = "WheelTurns")]
    private static partial void LogStarted(ILogger logger, string spec, string run);

    [LoggerMessage(6302, LogLevel.Error, "The spec {Spec} of a standing wheel cannot be used: {Cause}", EventName = "WheelSpecIsWrong")]
    private static partial void LogWrong(ILogger logger, string spec, string cause);

    [LoggerMessage(
        6303,
        LogLevel.Warning,
        "The wheel {Wheel} stands still: its last turn {Run} ended as {Status}. Mend the cause; the next window takes its traffic in.",
        EventName = "WheelStandsStill"
    )]
    private static partial void LogStands(ILogger logger, string wheel, string run, RunStatus? status);
}
