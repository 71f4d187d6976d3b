namespace Distill.Core.Augmentation;

/// <summary>Holds the second step of an augmentation, the answers, to what the classes lack and to the money that the first step has left.</summary>
public static class AugmentationBudget
{
    // Of five answers one may name another class before a class falls short; texts beyond that would be paid and not used.
    private const double Allowance = 1.25;

    /// <summary>The texts that are asked about, in their order, and the rest.</summary>
    /// <param name="variants">Texts that passed the gate.</param>
    /// <param name="plan">What the classes lack.</param>
    /// <param name="answerCost">Money that an answer costs, by class.</param>
    /// <param name="left">Money left; null is no limit.</param>
    public static (IReadOnlyList<Variant> Kept, IReadOnlyList<VariantDrop> Dropped) Cut(
        IReadOnlyList<Variant> variants,
        AugmentationPlan plan,
        IReadOnlyDictionary<string, decimal> answerCost,
        decimal? left
    )
    {
        var wanted = plan.Classes.ToDictionary(
            planned => planned.Label,
            planned => (long)Math.Ceiling(planned.Missing * Allowance),
            StringComparer.Ordinal
        );
        var kept = new List<Variant>();
        var dropped = new List<VariantDrop>();
        foreach (var variant in variants)
        {
            var (label, cost) = (variant.Call.Label, answerCost.GetValueOrDefault(variant.Call.Label));
            var reason =
                wanted.GetValueOrDefault(label) <= 0 ? VariantDropReasons.Surplus
                : cost > left ? VariantDropReasons.Budget
                : null;
            if (reason is not null)
            {
                dropped.Add(new VariantDrop(variant.Id, variant.Call, reason, []));
                continue;
            }

            wanted[label]--;
            left -= cost;
            kept.Add(variant);
        }

        return (kept, dropped);
    }
}
