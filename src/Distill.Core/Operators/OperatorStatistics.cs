namespace Distill.Core.Operators;

/// <summary>What an operator did to a dataset.</summary>
/// <param name="Operator">Its name.</param>
/// <param name="Seen">Samples that reached it.</param>
/// <param name="Changed">Samples that it changed.</param>
/// <param name="Dropped">Samples that it dropped, by reason.</param>
public sealed record OperatorStatistics(string Operator, long Seen, long Changed, IReadOnlyDictionary<string, long> Dropped)
{
    /// <summary>Samples that went on.</summary>
    public long Kept => Seen - Dropped.Values.Sum();
}
