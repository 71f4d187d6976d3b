using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Pairwise;

/// <summary>Pairs that a candidate won, tied and lost against a baseline, and those without a valid verdict. Additive.</summary>
/// <param name="Good">Won.</param>
/// <param name="Same">Tied.</param>
/// <param name="Bad">Lost.</param>
/// <param name="Invalid">Without a valid verdict; in no rate.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GsbCounts(long Good, long Same, long Bad, long Invalid = 0)
{
    /// <summary>Pairs with a valid verdict: N.</summary>
    [JsonIgnore]
    public long Valid => Good + Same + Bad;

    /// <summary>(G + S/2) / N with its 95% interval (<see cref="PairedDifference"/>); null when no pair is valid.</summary>
    public Estimate? WinRate => Valid == 0 ? null : PairedDifference.WinRate(Good, Same, Bad);

    /// <summary>(G - B) / N with its 95% interval; null when no pair is valid.</summary>
    public Estimate? Advantage => Valid == 0 ? null : PairedDifference.Interval(Good, Same, Bad);

    /// <summary>The sign test of "neither is better".</summary>
    public SignTest SignTest => SignTest.Of(Good, Bad);

    /// <summary>Both together.</summary>
    public static GsbCounts operator +(GsbCounts left, GsbCounts right) =>
        new(left.Good + right.Good, left.Same + right.Same, left.Bad + right.Bad, left.Invalid + right.Invalid);

    /// <summary>One pair more.</summary>
    public GsbCounts Add(PairOutcome outcome, long count = 1) =>
        outcome switch
        {
            PairOutcome.Good => this with { Good = Good + count },
            PairOutcome.Same => this with { Same = Same + count },
            PairOutcome.Bad => this with { Bad = Bad + count },
            _ => this with { Invalid = Invalid + count },
        };

    /// <summary>The same from the baseline's side.</summary>
    public GsbCounts Reverse() => new(Bad, Same, Good, Invalid);
}
