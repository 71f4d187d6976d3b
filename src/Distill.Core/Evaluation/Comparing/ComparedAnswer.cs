namespace Distill.Core.Evaluation.Comparing;

/// <summary>A pair with the scores of both answers.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Baseline">Mean of exact match and ROUGE-L of the baseline's answer, 0 to 1.</param>
/// <param name="Candidate">The same of the candidate's.</param>
public sealed record ComparedAnswer(AnswerPair Pair, double Baseline, double Candidate)
{
    /// <summary>What the candidate gains; negative for a regression.</summary>
    public double Gain => Candidate - Baseline;
}
