using Distill.Core.Evaluation.Gates;
using Distill.Core.Gateway;

namespace Distill.Core.Promotion;

/// <summary>Whether a decision is about the rollout that rests on it: its alias, its challenger, and the model that is online. Pure.</summary>
/// <remarks>A hash shows that nobody changed a record; it does not show that the record is the right one. A record of last week's challenger is intact as well.</remarks>
public static class DecisionRules
{
    /// <summary>What is wrong; null when the rollout may rest on it.</summary>
    /// <param name="decision">The decision, as it was taken.</param>
    /// <param name="path">Where it lies, for the message.</param>
    /// <param name="alias">The alias that is to be taken over.</param>
    /// <param name="challenger">Who is to take over.</param>
    /// <param name="online">The alias as it is; null when there is none.</param>
    public static DecisionFault? Check(GateDecision decision, string path, string alias, AliasTarget challenger, ModelAlias? online)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(challenger);
        if (decision.Outcome != GateOutcome.Promote)
        {
            return new DecisionFault($"The decision '{path}' is not to promote: {decision.Summary}");
        }

        if (decision.Subject is not { Challenger: { } decided, Baseline: { } compared } subject)
        {
            return new DecisionFault(
                $"The decision '{path}' does not say which models it is about, so no rollout can rest on it. Evaluate both models by name, with 'alias: {alias}' in the spec."
            );
        }

        if (subject.Alias != alias)
        {
            return new DecisionFault(
                $"The decision '{path}' is about {(subject.Alias is null ? "no alias" : $"the alias '{subject.Alias}'")}, not about '{alias}'. Evaluate with 'alias: {alias}' in the spec."
            );
        }

        if (decided != Of(challenger))
        {
            return new DecisionFault(
                $"The decision '{path}' is about {decided}, not about {Of(challenger)}. Name the record of this challenger's evaluation."
            );
        }

        var target = online?.Targets.MaxBy(item => item.Weight);
        return target is not null && Of(target) == compared
            ? null
            : new DecisionFault(
                $"The decision '{path}' compared {decided} with {compared}, but '{alias}' leads to {(target is null ? "nothing" : Of(target))} now. Evaluate against that.",
                IsOutdated: true
            );
    }

    private static DecidedModel Of(AliasTarget target) => new(target.Model, target.Version);
}
