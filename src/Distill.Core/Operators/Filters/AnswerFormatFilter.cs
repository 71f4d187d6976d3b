using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>answer_format_filter</c>: the answer yields a value by the task's answer format, and an allowed one.</summary>
internal sealed class AnswerFormatFilter(AnswerExtractor extractor) : IFilter
{
    // Enough to see what is wrong, little enough for a rejects file.
    private const int Shown = 200;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "answer_format_filter",
            OperatorKind.Filter,
            "Drops answers from which the task's answer format reads no allowed value.",
            [OperatorParameter.Texts("allowed", "The values allowed; when empty, the labels of the task's answer format.")],
            (arguments, context) => new AnswerFormatFilter(Extractor(arguments.Texts("allowed"), context))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        var answer = TaughtAnswer.Of(sample);
        if (extractor.Extract(answer).Reason is not { } reason)
        {
            return null;
        }

        answer ??= "";
        return new Drop(reason, new JsonObject { ["answer"] = answer.Length > Shown ? answer[..Shown] : answer });
    }

    internal static AnswerExtractor Extractor(IReadOnlyList<string> allowed, OperatorContext context)
    {
        var format =
            context.AnswerFormat
            ?? throw new InvalidSettingException(
                "the task has no answer format from which a value could be read; give one, or leave this operator out."
            );
        return AnswerExtractor.Create(allowed.Count == 0 ? format : format with { Labels = allowed });
    }
}
