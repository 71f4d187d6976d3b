using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Judging.Panels;

/// <summary>What a panel of judges says of one pair.</summary>
/// <param name="Outcome">What more than half of the valid verdicts say; same when no outcome has a majority; invalid when no verdict is valid.</param>
/// <param name="Votes">The counts behind it.</param>
public sealed record PanelVerdict(PairOutcome Outcome, GsbCounts Votes)
{
    /// <summary>True when more than half of the valid verdicts agree.</summary>
    public bool HasMajority => 2 * Math.Max(Votes.Good, Math.Max(Votes.Same, Votes.Bad)) > Votes.Valid;

    /// <summary>True when all valid verdicts agree, at least two of them.</summary>
    public bool IsUnanimous => Votes.Valid > 1 && Math.Max(Votes.Good, Math.Max(Votes.Same, Votes.Bad)) == Votes.Valid;
}
