namespace Distill.Core.Augmentation;

/// <summary>What came of an augmentation.</summary>
/// <param name="Classes">By class.</param>
/// <param name="Methods">By method.</param>
/// <param name="Drops">Texts and calls that came to nothing, by reason.</param>
/// <param name="Cost">Money paid for texts and answers.</param>
/// <param name="BudgetLimited">True when the budget allowed fewer calls than the target asked for.</param>
public sealed record AugmentationResult(
    IReadOnlyList<ClassYield> Classes,
    IReadOnlyList<MethodYield> Methods,
    IReadOnlyDictionary<string, long> Drops,
    decimal Cost,
    bool BudgetLimited
)
{
    /// <summary>New rows.</summary>
    public long Added => Classes.Sum(yield => yield.Added);
}
