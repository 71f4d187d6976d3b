using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>answer_present_filter</c>: the sample teaches an answer that is not blank.</summary>
internal sealed class AnswerPresentFilter : IFilter
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "answer_present_filter",
            OperatorKind.Filter,
            "Drops samples without an answer, or with a blank one; the answer of a preference sample is its preferred one.",
            [],
            (_, _) => new AnswerPresentFilter()
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample) =>
        TaughtAnswer.Of(sample) switch
        {
            null => new Drop("no_answer"),
            var answer when string.IsNullOrWhiteSpace(answer) => new Drop("blank_answer"),
            _ => null,
        };
}
