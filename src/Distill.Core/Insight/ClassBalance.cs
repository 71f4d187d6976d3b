namespace Distill.Core.Insight;

/// <summary>How evenly classes are filled.</summary>
/// <param name="Entropy">Shannon entropy in bits.</param>
/// <param name="Evenness">Entropy over its maximum, log2 of the number of classes (Pielou's evenness): 1 is even; 1 for a single class.</param>
/// <param name="Thin">Classes with under <see cref="ThinShare"/> of an even share, smallest first: candidates for augmentation.</param>
public sealed record ClassBalance(double Entropy, double Evenness, IReadOnlyList<ValueCount> Thin)
{
    /// <summary>Part of an even share under which a class is thin.</summary>
    public const double ThinShare = 0.5;

    /// <summary>The balance of all classes.</summary>
    public static ClassBalance Of(IReadOnlyList<ValueCount> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        double total = classes.Sum(entry => entry.Count);
        var entropy = -classes.Sum(entry => entry.Count / total * Math.Log2(entry.Count / total));
        var even = total / Math.Max(1, classes.Count);
        var thin = classes.Where(entry => entry.Count < ThinShare * even).OrderBy(entry => entry.Count);
        return new ClassBalance(
            Math.Max(0, entropy),
            classes.Count > 1 ? entropy / Math.Log2(classes.Count) : 1,
            [.. thin.ThenBy(entry => entry.Value, StringComparer.Ordinal)]
        );
    }
}
