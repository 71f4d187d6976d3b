using System.Buffers;
using System.Text.Json.Nodes;

namespace Distill.Core.Operators.Filters;

/// <summary>What the two repetition filters share: n-grams of units, a highest share of repeated ones.</summary>
/// <param name="name">The operator's name.</param>
/// <param name="n">Length of an n-gram.</param>
/// <param name="max">Highest share of repeated n-grams, 0 to 1.</param>
/// <param name="target">What is judged.</param>
internal abstract class RepetitionFilter(string name, int n, double max, string target) : PartFilter(name, target)
{
    protected static IReadOnlyList<OperatorParameter> Parameters(string unit, int n) =>
        [
            OperatorParameter.Integer("n", n, 2, 100, $"Length of the runs that are compared, in {unit}."),
            OperatorParameter.Number("max", 0.5, 0, 1, "Highest share of repeated runs."),
            Target("answer", "prompt", "both"),
        ];

    /// <summary>What is compared, for the reason of a drop: <c>characters</c> or <c>words</c>.</summary>
    protected abstract string Unit { get; }

    /// <summary>True to count only the most frequent runs.</summary>
    protected abstract bool TopOnly { get; }

    protected override Drop? Judge(SamplePart part)
    {
        for (var i = 0; i < part.Count; i++)
        {
            var share = Share(part[i]);
            if (share > max)
            {
                return new Drop($"{part.Name}_repeats_{Unit}", new JsonObject { ["share"] = Math.Round(share, 3), ["max"] = max });
            }
        }

        return null;
    }

    /// <summary>Writes a hash of each unit of a text; returns how many there are, at most one for each UTF-16 unit.</summary>
    protected abstract int Hash(string text, Span<ulong> units);

    /// <summary>SplitMix64's finaliser: similar values get unrelated hashes.</summary>
    protected static ulong Spread(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private double Share(string text)
    {
        if (text.Length <= n)
        {
            return 0;
        }

        var units = ArrayPool<ulong>.Shared.Rent(text.Length);
        try
        {
            return RepeatedNGrams.Share(units.AsSpan(0, Hash(text, units)), n, max, TopOnly);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(units);
        }
    }
}
