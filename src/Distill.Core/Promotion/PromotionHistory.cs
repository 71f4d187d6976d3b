using Distill.Core.Models;
using Distill.Core.Storage;

namespace Distill.Core.Promotion;

/// <summary>Keeps in the registry when a version went online, when it was taken back, and by which decision. Thread-safe; repeating it is harmless.</summary>
/// <param name="registry">The registry.</param>
public sealed class PromotionHistory(IModelRegistry registry)
{
    private const int MaxRaces = 5;

    /// <summary>Tells how a rollout stands. A challenger that the registry does not have, such as a configured model, is passed over.</summary>
    public async Task TellAsync(RolloutRecord rollout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        if (rollout.Challenger.Version is not { } version || PromotionOf(rollout) is not { } promotion)
        {
            return;
        }

        for (var race = 1; ; race++)
        {
            if (await registry.FindAsync(version, cancellationToken) is not { } found || found.Value.Promotions.Contains(promotion))
            {
                return;
            }

            try
            {
                await registry.ReplaceAsync(With(found.Value, promotion, rollout), found.ETag, cancellationToken);
                return;
            }
            catch (StoreConflictException) when (race < MaxRaces)
            {
                // It was changed meanwhile: read it again.
            }
        }
    }

    private static ModelPromotion? PromotionOf(RolloutRecord rollout)
    {
        var promoted = rollout.Audit.FirstOrDefault(entry => entry.What == RolloutEvent.Complete);
        var back = rollout.Audit.FirstOrDefault(entry => entry.What == RolloutEvent.RollBack);
        return promoted is null ? null : new ModelPromotion(rollout.Id, rollout.Alias, promoted.Time, back?.Time);
    }

    private static ModelVersion With(ModelVersion version, ModelPromotion promotion, RolloutRecord rollout)
    {
        var others = version.Promotions.Where(other => other.Rollout != promotion.Rollout);
        var decision = rollout is { DecisionPath: { } path, DecisionSha256: { } hash } ? new DecisionReference(path, hash) : null;
        return version with
        {
            Promotions = [.. others.Append(promotion).OrderBy(item => item.PromotedAt)],
            Decision = decision ?? version.Decision,
        };
    }
}
