namespace Distill.Core.Insight;

/// <summary>A group of samples: those with one value of the field that makes groups.</summary>
/// <param name="Value">The value; null for the samples without one.</param>
/// <param name="Records">Samples in it.</param>
/// <param name="Fields">The fields asked for, in order.</param>
public sealed record GroupInsight(string? Value, long Records, IReadOnlyList<GroupField> Fields)
{
    /// <summary>Groups shown.</summary>
    public const int MostShown = 20;
}
