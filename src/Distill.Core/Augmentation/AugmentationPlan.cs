namespace Distill.Core.Augmentation;

/// <summary>What an augmentation will ask and pay, class by class; the classes in ordinal order. Made before any call.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Target">The target in words.</param>
/// <param name="BudgetLimited">True when the budget allowed fewer calls than the target asks for.</param>
public sealed record AugmentationPlan(IReadOnlyList<PlannedClass> Classes, string Target, bool BudgetLimited)
{
    /// <summary>Calls for new texts.</summary>
    public long Calls => Classes.Sum(planned => planned.Calls);

    /// <summary>New rows wanted.</summary>
    public long Missing => Classes.Sum(planned => planned.Missing);

    /// <summary>New rows to be expected.</summary>
    public long Expected => Classes.Sum(planned => planned.Expected);

    /// <summary>Money, at most.</summary>
    public decimal Cost => Classes.Sum(planned => planned.Cost);
}
