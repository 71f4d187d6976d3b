namespace Distill.Core.Promotion;

/// <summary>What follows from a look at live traffic.</summary>
public enum RolloutAction
{
    /// <summary>The step goes on.</summary>
    Hold,

    /// <summary>The next step begins; after the last one the challenger gets everything.</summary>
    Advance,

    /// <summary>The baseline gets everything back.</summary>
    RollBack,
}
