// Not an orchestrator: it runs in the timer.
#pragma warning disable RS0030
using System.Globalization;
using Distill.Core.Flywheel.Turning;
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Orchestrations.Turning;

/// <summary>Starts the turns that are due of all standing wheels. Thread-safe; may run at any time and anywhere.</summary>
/// <remarks>
/// <para>
/// The window follows from watermark and time, and the run's id from the window; first the wheel's state names the turn, then the run is started. So a timer that fires
/// twice, late, or in two places starts nothing twice, and a crash between the two writes is made good by the next look.
/// </para>
/// <para>
/// While a turn of the wheel or of its alias is under way, or as many turns as <see cref="WheelOptions.MaxTurns"/>, nothing is started. Nothing is queued for it either: the next look
/// finds what is due then, so that all that came meanwhile is one window. Who has waited longest is first.
/// </para>
/// </remarks>
/// <param name="standing">Finds what is due.</param>
/// <param name="wheels">Where the wheels stand.</param>
/// <param name="claims">One turn of an alias at a time.</param>
/// <param name="starter">Starts runs.</param>
/// <param name="options">How many turns at once.</param>
/// <param name="logger">Where it says what it started, and what waits.</param>
public sealed partial class WheelStarter(
    StandingWheels standing,
    WheelStore wheels,
    AliasClaims claims,
    RunStarter starter,
    IOptions<WheelOptions> options,
    ILogger<WheelStarter> logger
)
{
    /// <summary>Starts what is due.</summary>
    /// <returns>The runs that were started now.</returns>
    public async Task<IReadOnlyList<string>> StartDueAsync(DurableTaskClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var due = await standing.DueAsync(cancellationToken).ToListAsync(cancellationToken);
        var free = due.Count == 0 ? 0 : options.Value.MaxTurns - await wheels.CountUnderWayAsync(cancellationToken);
        var started = new List<string>();
        foreach (
            var turn in due.OrderBy(turn => turn.Last ?? DateTimeOffset.MinValue).ThenBy(turn => turn.Spec.Wheel, StringComparer.Ordinal)
        )
        {
            if (started.Count >= free)
            {
                LogWaits(logger, turn.Spec.Wheel, options.Value.MaxTurns);
                await wheels.WaitAsync(turn.Spec.Wheel, turn.Turn.Window.From, cancellationToken);
            }
            else if (await StartAsync(client, turn, cancellationToken))
            {
                LogStarted(logger, turn.Spec.Wheel, turn.Turn.RunId);
                started.Add(turn.Turn.RunId);
            }
        }

        return started;
    }

    private async Task<bool> StartAsync(DurableTaskClient client, DueTurn due, CancellationToken cancellationToken)
    {
        var (turn, spec) = (due.Turn, due.Spec);
        var holder = await claims.TakeAsync(spec.Alias, turn.RunId, cancellationToken);
        if (holder != turn.RunId)
        {
            LogHeld(logger, spec.Wheel, holder, spec.Alias);
            await wheels.WaitAsync(spec.Wheel, turn.Window.From, cancellationToken);
            return false;
        }

        var at = await wheels.BeginAsync(spec.Wheel, turn, spec.Schedule.Reach, cancellationToken);
        if (at.RunId != turn.RunId)
        {
            return false;
        }

        due.Document.Set("window.from", Text(turn.Window.From));
        due.Document.Set("window.to", Text(turn.Window.To));
        return (await starter.StartAsync(client, due.Document, turn.RunId, cancellationToken)).Created;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage(6301, LogLevel.Information, "The wheel {Wheel} turns: run {Run}.", EventName = "WheelTurns")]
    private static partial void LogStarted(ILogger logger, string wheel, string run);

    [LoggerMessage(
        6304,
        LogLevel.Information,
        "The wheel {Wheel} waits: {Most} turns are under way, the most at once (Wheels:MaxTurns). What comes meanwhile is in its window.",
        EventName = "WheelWaits"
    )]
    private static partial void LogWaits(ILogger logger, string wheel, int most);

    [LoggerMessage(
        6305,
        LogLevel.Information,
        "The wheel {Wheel} waits for the turn {Run} of the alias {Alias}. What comes meanwhile is in its window.",
        EventName = "WheelWaitsForAlias"
    )]
    private static partial void LogHeld(ILogger logger, string wheel, string run, string alias);
}
