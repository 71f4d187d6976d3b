using System.Text.Json;
using Distill.Core.Gateway;
using Distill.Core.Storage;

namespace Distill.Core.Promotion;

/// <summary>What an alias is at each position of a rollout. Pure.</summary>
/// <remarks>
/// Position -1 is the alias as it was, 0 and up are the plan's steps, and the number of steps is the end: the challenger alone. All follow from the rollout's record, so that a step that is
/// done again finds what it did, and a person's change is seen as one.
/// </remarks>
public static class AliasRollout
{
    /// <summary>The alias at a position; null when there was none before the rollout.</summary>
    public static ModelAlias? At(RolloutRecord rollout, int position)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, rollout.LastPosition);
        var before = rollout.Baseline;
        if (position < 0)
        {
            return before;
        }

        if (position == rollout.LastPosition)
        {
            return Complete(before ?? Empty(rollout), rollout.Challenger);
        }

        var step = rollout.Plan.Steps[position];
        return step.Kind == RolloutStepKind.Shadow
            ? Shadow(before ?? Empty(rollout), rollout.Challenger, step.Percent)
            : Canary(before ?? Empty(rollout), rollout.Challenger, step.Percent);
    }

    /// <summary>The alias with the challenger as one more shadow.</summary>
    /// <param name="baseline">The alias as it was.</param>
    /// <param name="challenger">Who is asked as well.</param>
    /// <param name="percent">Share of the requests that are copied, above 0 to 100.</param>
    public static ModelAlias Shadow(ModelAlias baseline, AliasTarget challenger, double percent)
    {
        var shadow = new AliasShadow
        {
            Model = challenger.Model,
            Version = challenger.Version,
            Percent = percent,
        };
        return baseline with { Shadows = [.. Others(baseline.Shadows, challenger), shadow] };
    }

    /// <summary>The alias with a share of its callers given to the challenger; the rest keep their proportions.</summary>
    /// <param name="baseline">The alias as it was.</param>
    /// <param name="challenger">Who gets the share.</param>
    /// <param name="percent">The share, above 0 and below 100.</param>
    public static ModelAlias Canary(ModelAlias baseline, AliasTarget challenger, double percent)
    {
        var others = Others(baseline.Targets, challenger).ToList();
        var sum = others.Sum(target => target.Weight);
        return baseline with
        {
            Targets =
            [
                .. others.Select(target => target with { Weight = target.Weight / sum * (100 - percent) }),
                challenger with
                {
                    Weight = percent,
                },
            ],
            Shadows = [.. Others(baseline.Shadows, challenger)],
        };
    }

    /// <summary>The alias with the challenger as its only target, and those it replaces first among the fallbacks.</summary>
    public static ModelAlias Complete(ModelAlias baseline, AliasTarget challenger) =>
        baseline with
        {
            Targets = [challenger with { Weight = 1 }],
            Fallbacks =
            [
                .. Others(baseline.Targets, challenger)
                    .Concat(Others(baseline.Fallbacks, challenger))
                    .Select(target => target with { Weight = 1 })
                    .DistinctBy(target => (target.Model, target.Version)),
            ],
            Shadows = [.. Others(baseline.Shadows, challenger)],
        };

    /// <summary>True when both lead to the same, whenever they were set.</summary>
    public static bool Same(ModelAlias? one, ModelAlias? other) => Text(one) == Text(other);

    /// <summary>True for the same model and version.</summary>
    public static bool Same(AliasTarget one, AliasTarget other) => one.Model == other.Model && one.Version == other.Version;

    private static string Text(ModelAlias? alias) =>
        alias is null ? "" : JsonSerializer.Serialize(alias with { CreatedAt = default }, StorageJson.Options);

    private static ModelAlias Empty(RolloutRecord rollout) => new() { Name = rollout.Alias, Targets = [] };

    private static IEnumerable<AliasTarget> Others(IEnumerable<AliasTarget> targets, AliasTarget challenger) =>
        targets.Where(target => !Same(target, challenger));

    private static IEnumerable<AliasShadow> Others(IEnumerable<AliasShadow> shadows, AliasTarget challenger) =>
        shadows.Where(shadow => shadow.Model != challenger.Model || shadow.Version != challenger.Version);
}
