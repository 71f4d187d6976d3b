using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Distill.Core.Gateway;

/// <summary>Divides callers among targets by weight, each caller always to the same one. Immutable, thread-safe.</summary>
/// <remarks>
/// Weighted rendezvous hashing: each target draws a number from the caller's key, <c>-ln(u) / weight</c> with u uniform in (0, 1), and the smallest wins, which happens in
/// proportion to the weights (the minimum of exponential variables). A weight that grows only wins callers from the others; nobody else moves.
/// </remarks>
public sealed class TrafficSplit
{
    private readonly long[] _seeds;
    private readonly double[] _weights;

    /// <summary>A split among these targets.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public TrafficSplit(IReadOnlyList<AliasTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
        {
            throw new ArgumentException("A split needs a target.", nameof(targets));
        }

        _seeds = [.. targets.Select(target => SeedOf(target.Model, target.Version))];
        _weights = [.. targets.Select(target => target.Weight)];
    }

    /// <summary>Index of the target of a caller.</summary>
    /// <param name="key">Key of the user; for a request without one, something random.</param>
    public int Pick(string key)
    {
        var best = 0;
        var smallest = double.PositiveInfinity;
        for (var index = 0; index < _seeds.Length && _seeds.Length > 1; index++)
        {
            var draw = -Math.Log(Uniform(key, _seeds[index])) / _weights[index];
            (best, smallest) = draw < smallest ? (index, draw) : (best, smallest);
        }

        return best;
    }

    /// <summary>True for a share of all keys.</summary>
    /// <param name="key">Key of the request.</param>
    /// <param name="shadow">Its share counts.</param>
    public static bool IsSampled(string key, AliasShadow shadow)
    {
        ArgumentNullException.ThrowIfNull(shadow);
        return shadow.Percent >= 100 || Uniform(key, SeedOf(shadow.Model, shadow.Version)) * 100 < shadow.Percent;
    }

    private static long SeedOf(string model, string? version) =>
        (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{model}\n{version}".AsSpan()));

    // 53 random bits, moved off 0, whose logarithm is none.
    private static double Uniform(string key, long seed) =>
        ((XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()), seed) >> 11) + 0.5) / (1L << 53);
}
