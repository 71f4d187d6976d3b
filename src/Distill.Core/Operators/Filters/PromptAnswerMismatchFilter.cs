using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>prompt_answer_mismatch_filter</c>: the answer is in the prompt's language, is no copy of it, and an extract has to do with its source.</summary>
internal sealed class PromptAnswerMismatchFilter(IReadOnlyList<string> checks) : IFilter
{
    private static readonly string[] Checks = ["language", "copy", "extract"];

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "prompt_answer_mismatch_filter",
            OperatorKind.Filter,
            "Drops answers that do not go with their prompt: in another language, a copy of the question, an extract that shares nothing with its source.",
            [
                OperatorParameter.Choices(
                    "checks",
                    Checks,
                    Checks,
                    "language: another language than the question's, unless it asks for one; copy: the question given back; extract: no word of the text that was to be extracted from."
                ),
            ],
            (arguments, _) => Create(arguments.Texts("checks"))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        var question = sample.Messages.LastOrDefault(turn => turn.Role == MessageRoles.User)?.Content;
        if (question is null || TaughtAnswer.Of(sample) is not { } answer)
        {
            return null;
        }

        foreach (var check in checks)
        {
            var drop = check switch
            {
                "language" => PromptAnswerMatch.OtherLanguage(question, answer) is ({ } asked, { } answered)
                    ? new Drop("answer_in_other_language", new JsonObject { ["prompt"] = asked, ["answer"] = answered })
                    : null,
                "copy" => PromptAnswerMatch.IsCopy(question, answer) ? new Drop("answer_copies_prompt") : null,
                _ => PromptAnswerMatch.SharesNothing(question, answer) ? new Drop("extract_shares_nothing") : null,
            };
            if (drop is not null)
            {
                return drop;
            }
        }

        return null;
    }

    private static PromptAnswerMismatchFilter Create(IReadOnlyList<string> checks) =>
        checks.Count > 0
            ? new(checks)
            : throw new InvalidSettingException("checks is empty, so there is nothing to check; leave the operator out.");
}
