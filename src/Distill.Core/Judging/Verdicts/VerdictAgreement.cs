using Distill.Core.Statistics;

namespace Distill.Core.Judging.Verdicts;

/// <summary>How often a judge says what people say.</summary>
/// <param name="Convention">What was counted.</param>
/// <param name="Agreed">Votes that the judge agrees with.</param>
/// <param name="Compared">Votes compared; each human vote on a pair counts as one.</param>
public sealed record VerdictAgreement(AgreementConvention Convention, long Agreed, long Compared)
{
    /// <summary>The share with its 95% Wilson interval; null when nothing was compared.</summary>
    public Estimate? Share => Compared == 0 ? null : WilsonInterval.Of(Agreed, Compared);
}
