namespace Distill.Core.Judging.Pairwise;

/// <summary>The pairs of one dimension and one slice.</summary>
/// <param name="Dimension">What was judged, for example <c>helpfulness</c>; <c>overall</c> where there is one question only.</param>
/// <param name="Slice">The slice, for example <c>intent=refund</c>; null for all pairs.</param>
/// <param name="Summary">Its counts.</param>
public sealed record PairGroup(string Dimension, string? Slice, PairSummary Summary)
{
    /// <summary>The dimension of a judge that is asked one question only.</summary>
    public const string Overall = "overall";
}
