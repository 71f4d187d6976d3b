using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary>A filter that judges prompt and answer each by itself. Stateless and thread-safe.</summary>
/// <param name="name">The operator's name.</param>
/// <param name="target">What is judged: <c>both</c>, <c>prompt</c> or <c>answer</c>.</param>
internal abstract class PartFilter(string name, string target) : IFilter
{
    public string Name => name;

    public Drop? Judge(Sample sample)
    {
        var drop = target == "answer" ? null : Judge(SamplePart.PromptOf(sample));
        // A missing answer is answer_present_filter's affair: prompts are cleaned with these operators, too.
        return drop ?? (target != "prompt" && SamplePart.AnswerOf(sample) is { } answer ? Judge(answer) : null);
    }

    /// <summary>The parameter <c>target</c>; the first of the words is its default.</summary>
    protected static OperatorParameter Target(params string[] words) =>
        OperatorParameter.Choice("target", words, "What is measured; prompt and answer each by itself when both.");

    /// <summary>Sees to it that a lower bound is not above the upper one.</summary>
    protected static void RequireOrder(double min, double max)
    {
        if (min > max)
        {
            throw new Evaluation.InvalidSettingException($"min is {min}, but must not be above max, which is {max}.");
        }
    }

    /// <summary>Null keeps the part.</summary>
    protected abstract Drop? Judge(SamplePart part);
}
