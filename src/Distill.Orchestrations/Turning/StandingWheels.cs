// Not an orchestrator: it runs in the timer.
#pragma warning disable RS0030
using System.Runtime.CompilerServices;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Distill.Orchestrations.Turning;

/// <summary>The standing wheels, those whose spec lies at <c>wheels/{wheel}.yaml</c>, and which of their turns are due. It only reads. Thread-safe.</summary>
/// <param name="blobs">Where the specs lie.</param>
/// <param name="runs">Tells whether a turn is under way.</param>
/// <param name="wheels">Where the wheels stand.</param>
/// <param name="time">Tells what is due.</param>
/// <param name="logger">Where it says which spec is wrong, and which wheel stands still.</param>
public sealed partial class StandingWheels(
    IBlobStore blobs,
    IRunStore runs,
    WheelStore wheels,
    TimeProvider time,
    ILogger<StandingWheels> logger
)
{
    private const string SpecEnding = ".yaml";

    /// <summary>The turns that are due.</summary>
    internal async IAsyncEnumerable<DueTurn> DueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in blobs.ListAsync(WheelStore.Container, cancellationToken))
        {
            if (blob.Path.EndsWith(SpecEnding, StringComparison.Ordinal) && await FindAsync(blob.Path, cancellationToken) is { } due)
            {
                yield return due;
            }
        }
    }

    private async Task<DueTurn?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var document = RunSpecDocument.Load(await RunBlobs.ReadTextAsync(blobs, path, cancellationToken), path);
            var spec = document.ParseFlywheel();
            var place = $"{WheelStore.Container}/{spec.Wheel}{SpecEnding}";
            if (path != place)
            {
                LogWrong(logger, path, $"It is the spec of the wheel '{spec.Wheel}', so it belongs at {place}.");
                return null;
            }

            var state = await wheels.ReadAsync(spec.Wheel, cancellationToken);
            return await DueAsync(spec, state, cancellationToken) is { } turn
                ? new DueTurn(document, spec, turn, state.Turn?.Window.To)
                : null;
        }
        catch (InvalidRunSpecException error)
        {
            // One wrong spec must not hold the other wheels.
            LogWrong(logger, path, error.Message);
            return null;
        }
    }

    private async Task<WheelTurn?> DueAsync(FlywheelSpec spec, WheelState state, CancellationToken cancellationToken)
    {
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

        if (state.Turn is not { } ended || ended.Window.To < window.To)
        {
            return new WheelTurn(window.RunId(spec.Wheel), window);
        }

        // Nothing has come since the last turn, which has left its traffic: the next boundary brings more. Of a turn that failed a person must know.
        if (run?.Status is not RunStatus.Completed)
        {
            LogStands(logger, spec.Wheel, ended.RunId, run?.Status);
        }

        return null;
    }

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
