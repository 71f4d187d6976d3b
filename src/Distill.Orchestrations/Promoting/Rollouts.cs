// Not an orchestrator: it runs in whatever starts a rollout or speaks to one.
#pragma warning disable RS0030
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Promoting;

/// <summary>Starts rollouts and speaks to them. Thread-safe.</summary>
public static class Rollouts
{
    private const int MaxIdLength = 100;

    /// <summary>True for an id of a rollout: 1 to 100 lower-case letters, digits and hyphens.</summary>
    public static bool IsId(string id) =>
        id is { Length: > 0 and <= MaxIdLength }
        && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>Starts a rollout, unless it was started before.</summary>
    /// <exception cref="ArgumentException">The id is none.</exception>
    public static Task StartAsync(DurableTaskClient client, RolloutInput input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return IsId(input.RolloutId)
            ? SingleStart.OnceAsync(client, nameof(Rollout), input.RolloutId, input, cancellationToken)
            : throw new ArgumentException($"'{input.RolloutId}' is no id of a rollout.", nameof(input));
    }

    /// <summary>Tells a rollout what a person wants; one that is over is not told.</summary>
    /// <param name="client">Raises the event.</param>
    /// <param name="id">The rollout.</param>
    /// <param name="name">One of <see cref="RolloutSignals"/>.</param>
    /// <param name="signal">Who and why.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task SignalAsync(
        DurableTaskClient client,
        string id,
        string name,
        RolloutSignal signal,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        if (await client.GetInstanceAsync(id, cancellationToken) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(id, name, signal, cancellationToken);
        }
    }
}
