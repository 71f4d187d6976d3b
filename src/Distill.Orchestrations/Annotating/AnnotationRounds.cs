// Not an orchestrator: it runs in whatever starts a round or ends a task.
#pragma warning disable RS0030
using Distill.Core.Storage;
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Annotating;

/// <summary>Starts rounds, and tells them that their people are done. Thread-safe.</summary>
/// <param name="store">The tasks.</param>
public sealed class AnnotationRounds(IAnnotationStore store)
{
    /// <summary>Name of the event that all tasks of a round have ended.</summary>
    public const string AllEnded = "AnnotationsEnded";

    /// <summary>Id of the instance that waits for a round's people.</summary>
    public static string WaitInstance(string roundId) => $"{roundId}-people";

    /// <summary>Starts a round, unless it was started before.</summary>
    /// <exception cref="ArgumentException">The input is not valid.</exception>
    public static Task StartAsync(DurableTaskClient client, AnnotationRoundInput round, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round.Fault() is { } fault
            ? throw new ArgumentException(fault, nameof(round))
            : SingleStart.OnceAsync(client, nameof(AnnotationRound), round.RoundId, round, cancellationToken);
    }

    /// <summary>Tells the round when the task that has just ended was its last one.</summary>
    /// <param name="client">Raises the event.</param>
    /// <param name="project">The project.</param>
    /// <param name="roundId">The round; empty for a task without one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task TaskEndedAsync(
        DurableTaskClient client,
        string project,
        string roundId,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        if (roundId.Length == 0 || await store.ListOpenAsync(project, roundId, cancellationToken).AnyAsync(cancellationToken))
        {
            return;
        }

        var waiting = await client.GetInstanceAsync(WaitInstance(roundId), cancellationToken);
        if (waiting is { IsCompleted: false })
        {
            await client.RaiseEventAsync(waiting.InstanceId, AllEnded, roundId, cancellationToken);
        }
    }
}
