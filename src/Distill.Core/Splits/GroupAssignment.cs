using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Distill.Core.Splits;

/// <summary>Assigns whole groups to sets, class by class.</summary>
internal static class GroupAssignment
{
    // Ties go to the earlier set: of a class with a single group the training set gets it.
    private static readonly SplitSet[] Sets = [SplitSet.Train, SplitSet.Validation, SplitSet.Test];

    /// <summary>The set of each group, by the group's number.</summary>
    /// <remarks>
    /// Within a class the groups come in the order of a seeded hash, but those that are larger than the smallest share come first: they would not fit in later.
    /// Each goes to the set that lacks most of its share, so proportions hold to within a group's size, however small the class.
    /// </remarks>
    public static Dictionary<int, SplitSet> Assign(IReadOnlyList<SplitGroup> groups, SplitOptions options)
    {
        var assigned = new Dictionary<int, SplitSet>(groups.Count);
        // What rounding left a set short of in one class is made good in the next.
        var balance = new double[Sets.Length];
        foreach (var stratum in groups.GroupBy(group => group.Label, StringComparer.Ordinal).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            AssignStratum([.. stratum], options, balance, assigned);
        }

        return assigned;
    }

    private static void AssignStratum(
        IReadOnlyList<SplitGroup> groups,
        SplitOptions options,
        double[] balance,
        Dictionary<int, SplitSet> assigned
    )
    {
        double total = groups.Sum(group => group.Size);
        var least = Sets.Select(options.Share).Where(share => share > 0).Min() * total;
        double[] lacking = [.. Sets.Select((set, i) => (options.Share(set) * total) + balance[i])];
        var ordered = groups
            .OrderByDescending(group => group.Size > least ? group.Size : 0)
            .ThenBy(group => Order(group.Hash, options.Seed));
        foreach (var group in ordered)
        {
            var best = Enumerable.Range(0, Sets.Length).Where(i => options.Share(Sets[i]) > 0).MaxBy(i => lacking[i]);
            lacking[best] -= group.Size;
            assigned[group.Number] = Sets[best];
        }

        lacking.CopyTo(balance, 0);
    }

    private static UInt128 Order(UInt128 hash, int seed) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in hash)), seed);
}
