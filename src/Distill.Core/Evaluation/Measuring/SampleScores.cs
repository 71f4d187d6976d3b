using Distill.Core.Judging.Asking;
using Distill.Core.Samples;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Judges' scores as scores of the sample, for operators such as <c>score_filter</c>. Pure.</summary>
public static class SampleScores
{
    /// <summary>The name of the weighted mean; a dimension's is <c>judge.</c> and the dimension.</summary>
    public const string Overall = "judge";

    private const string Prefix = Overall + ".";

    /// <summary>
    /// The sample with <c>judge</c> and <c>judge.&lt;dimension&gt;</c>, of several judges the medians. Earlier scores of judges are gone; without a valid verdict there is none
    /// in their place.
    /// </summary>
    /// <param name="sample">The sample whose answer was judged.</param>
    /// <param name="answers">What each judge said.</param>
    public static Sample With(Sample sample, IEnumerable<JudgedAnswer> answers)
    {
        var scores = sample
            .Scores.Where(score => score.Key != Overall && !score.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in JudgeScoring.Medians(answers.Select(answer => answer.Candidate)))
        {
            scores[name == JudgeScoring.Overall ? Overall : Prefix + name] = value;
        }

        return sample with
        {
            Scores = scores,
        };
    }
}
