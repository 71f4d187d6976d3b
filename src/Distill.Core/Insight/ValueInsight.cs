namespace Distill.Core.Insight;

/// <summary>Which values occur how often.</summary>
/// <param name="Count">Values in all.</param>
/// <param name="Distinct">How many different ones.</param>
/// <param name="Top">The most frequent ones, at most <see cref="MostShown"/>, most frequent first, equals by code point.</param>
/// <param name="Balance">How evenly they occur; null for more than <see cref="MostClasses"/> different ones.</param>
public sealed record ValueInsight(long Count, long Distinct, IReadOnlyList<ValueCount> Top, ClassBalance? Balance)
{
    /// <summary>Values shown.</summary>
    public const int MostShown = 20;

    /// <summary>Different values up to which a field is taken for a class.</summary>
    public const int MostClasses = 200;
}
