using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Core.Flywheel.Turning;

/// <summary>Where wheels stand: a small blob each, <c>wheels/{wheel}.json</c>, every write of it conditional. Thread-safe.</summary>
/// <param name="blobs">Where the states lie.</param>
/// <param name="runs">Tells whether a turn is under way.</param>
public sealed class WheelStore(IBlobStore blobs, IRunStore runs)
{
    /// <summary>The container of states and of the specs of standing wheels.</summary>
    public const string Container = "wheels";

    private const string StateEnding = ".json";
    private const int MaxRaces = 50;

    /// <summary>Where a wheel stands.</summary>
    public async Task<WheelState> ReadAsync(string wheel, CancellationToken cancellationToken = default) =>
        (await FindAsync(wheel, cancellationToken)).State;

    /// <summary>Wheels whose turn is under way.</summary>
    public async Task<int> CountUnderWayAsync(CancellationToken cancellationToken = default)
    {
        var count = 0;
        await foreach (var blob in blobs.ListAsync(Container, cancellationToken))
        {
            var isState = blob.Path.EndsWith(StateEnding, StringComparison.Ordinal) && !AliasClaims.Holds(blob.Path);
            var state = isState ? await RunBlobs.ReadAsync<WheelState>(blobs, blob.Path, cancellationToken) : null;
            count += state?.Turn is { } turn && await IsUnderWayAsync(turn, cancellationToken) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Begins a turn unless another one is under way. The same turn may be begun again. Its traffic is open until <see cref="EndAsync"/>.</summary>
    /// <param name="wheel">The wheel.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="reach">How far back from the window's end traffic is kept open, see <see cref="WindowSchedule.Reach"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The turn that the wheel is at now: the one asked for, or the one that is under way.</returns>
    public async Task<WheelTurn> BeginAsync(string wheel, WheelTurn turn, TimeSpan reach, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turn);
        for (var race = 1; ; race++)
        {
            var (state, etag) = await FindAsync(wheel, cancellationToken);
            if (
                state.Turn is { } other
                && (other == turn || (other.RunId != turn.RunId && await IsUnderWayAsync(other, cancellationToken)))
            )
            {
                return other;
            }

            // A first turn that leaves its traffic for the next one must leave word where it began.
            var begun = state with
            {
                Turn = turn,
                Watermark = state.Watermark ?? turn.Window.From,
                Open = TrafficWindows.Merge(
                    TrafficWindows.Between(state.Open, turn.Window.To - reach, DateTimeOffset.MaxValue).Append(turn.Window)
                ),
            };
            if (await TryWriteAsync(wheel, begun, etag, race, cancellationToken))
            {
                return turn;
            }
        }
    }

    /// <summary>Notes where a wheel that has to wait begins, unless that is known: its first window would otherwise move on with the time, and leave out what came before.</summary>
    public async Task WaitAsync(string wheel, DateTimeOffset from, CancellationToken cancellationToken = default)
    {
        for (var race = 1; ; race++)
        {
            var (state, etag) = await FindAsync(wheel, cancellationToken);
            if (state.Watermark is not null || await TryWriteAsync(wheel, state with { Watermark = from }, etag, race, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Moves the watermark on, never back, and closes the traffic that was worked through.</summary>
    /// <param name="wheel">The wheel.</param>
    /// <param name="watermark">The watermark; null leaves it.</param>
    /// <param name="done">Windows that were worked through; none when they are carried over.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task EndAsync(
        string wheel,
        DateTimeOffset? watermark,
        IReadOnlyList<TrafficWindow> done,
        CancellationToken cancellationToken = default
    )
    {
        for (var race = 1; ; race++)
        {
            var (state, etag) = await FindAsync(wheel, cancellationToken);
            var ended = state with
            {
                Watermark = watermark is null || state.Watermark >= watermark ? state.Watermark : watermark,
                Open = done.Aggregate(state.Open, TrafficWindows.Without),
            };
            var isSame = ended.Watermark == state.Watermark && ended.Open.SequenceEqual(state.Open);
            if (isSame || await TryWriteAsync(wheel, ended, etag, race, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> IsUnderWayAsync(WheelTurn turn, CancellationToken cancellationToken) =>
        await runs.FindAsync(turn.RunId, cancellationToken) is { Value.EndedAt: null };

    private async Task<(WheelState State, string? ETag)> FindAsync(string wheel, CancellationToken cancellationToken)
    {
        // The version is asked for first: a write in between makes the conditional write fail, never the other way round.
        var found = await blobs.FindAsync(PathOf(wheel), cancellationToken);
        var state = found is null ? null : await RunBlobs.ReadAsync<WheelState>(blobs, PathOf(wheel), cancellationToken);
        return (state ?? new WheelState(), found?.ETag);
    }

    private async Task<bool> TryWriteAsync(string wheel, WheelState state, string? etag, int race, CancellationToken cancellationToken)
    {
        try
        {
            var condition = etag is null ? BlobCondition.Absent : BlobCondition.Match(etag);
            await RunBlobs.WriteAsync(blobs, PathOf(wheel), state, condition, cancellationToken);
            return true;
        }
        catch (StoreConflictException) when (race < MaxRaces)
        {
            return false;
        }
    }

    private static string PathOf(string wheel) => $"{Container}/{wheel}{StateEnding}";
}
