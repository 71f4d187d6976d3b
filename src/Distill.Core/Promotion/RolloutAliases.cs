using Distill.Core.Gateway;
using Distill.Core.Storage;

namespace Distill.Core.Promotion;

/// <summary>Moves aliases from one position of a rollout to another, and never over somebody else's change. Thread-safe.</summary>
/// <param name="store">The aliases that were set.</param>
/// <param name="configured">Those of the configuration.</param>
/// <param name="time">Dates an alias that is set for the first time.</param>
public sealed class RolloutAliases(IAliasStore store, IAliasCatalog configured, TimeProvider time)
{
    private const int MaxRaces = 5;

    /// <summary>What stands behind a name now: set, else configured; null when nothing does.</summary>
    public async Task<ModelAlias?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        (await store.FindAsync(name, cancellationToken))?.Value ?? configured.Find(name);

    /// <summary>True when the alias is what the rollout made of it.</summary>
    public async Task<bool> IsAtAsync(RolloutRecord rollout, int position, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return AliasRollout.Same(await FindAsync(rollout.Alias, cancellationToken), AliasRollout.At(rollout, position));
    }

    /// <summary>Moves the alias; repeating it is harmless.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="position">Where to.</param>
    /// <param name="from">Where the alias may be now.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False when it is elsewhere: somebody else changed it, and it stays as it is.</returns>
    public async Task<bool> MoveAsync(
        RolloutRecord rollout,
        int position,
        IReadOnlyCollection<int> from,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var wanted = AliasRollout.At(rollout, position);
        for (var race = 1; ; race++)
        {
            var stored = await store.FindAsync(rollout.Alias, cancellationToken);
            var current = stored?.Value ?? configured.Find(rollout.Alias);
            if (AliasRollout.Same(current, wanted))
            {
                return true;
            }

            if (wanted is null || !from.Any(place => AliasRollout.Same(current, AliasRollout.At(rollout, place))))
            {
                return false;
            }

            try
            {
                await WriteAsync(wanted, stored, cancellationToken);
                return true;
            }
            catch (StoreConflictException) when (race < MaxRaces)
            {
                // Somebody wrote meanwhile; whether it was this rollout shows at the next look.
            }
        }
    }

    private Task WriteAsync(ModelAlias alias, Versioned<ModelAlias>? stored, CancellationToken cancellationToken) =>
        stored is null
            ? store.AddAsync(alias with { CreatedAt = time.GetUtcNow() }, cancellationToken)
            : store.ReplaceAsync(alias with { CreatedAt = stored.Value.CreatedAt }, stored.ETag, cancellationToken);
}
