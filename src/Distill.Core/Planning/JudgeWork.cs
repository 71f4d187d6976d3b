using Distill.Core.Evaluation.Measuring;

namespace Distill.Core.Planning;

/// <summary>What a judge is asked about a record.</summary>
internal static class JudgeWork
{
    // A verdict by a dimension is its name and a letter or a figure.
    private const int TokensPerDimension = 8;

    /// <summary>The judge compares two answers, in both orders, or scores each answer.</summary>
    /// <param name="sums">Takes the work.</param>
    /// <param name="request">The evaluation.</param>
    /// <param name="records">Records to judge.</param>
    /// <param name="answers">Answers to each.</param>
    public static void Add(StageSums sums, EvaluationPlanRequest request, long records, int answers)
    {
        var assumed = request.Assumptions;
        var shown = request.Mode == EvaluationMode.Pairwise ? 2 : 1;
        foreach (var judge in records == 0 ? [] : request.Judges)
        {
            sums.Ask(
                Runs.RunStages.Judge,
                judge,
                records,
                assumed.JudgeRubricTokens + assumed.InputTokens + (shown * assumed.OutputTokens),
                assumed.JudgeOutputTokens + (TokensPerDimension * request.Dimensions),
                answers
            );
        }
    }
}
