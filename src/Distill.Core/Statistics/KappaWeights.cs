namespace Distill.Core.Statistics;

/// <summary>How far a disagreement counts as one, by how far apart the categories stand in their order.</summary>
public enum KappaWeights
{
    /// <summary>Every disagreement counts in full: for categories without order.</summary>
    None,

    /// <summary>In proportion to the distance.</summary>
    Linear,

    /// <summary>In proportion to its square: for scales, where one step apart is nearly agreement.</summary>
    Quadratic,
}
