using Distill.Core.Judging;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Samples;

namespace Distill.Activities.Annotating;

/// <summary>How the judge scores drafts: one dimension, 1 to 5, higher is better, without a reference, since the drafts are what a reference is made of.</summary>
internal static class DraftRubric
{
    private static readonly Rubric Quality = new([
        new RubricDimension(
            "quality",
            "it is true, complete and to the point, keeps every instruction, and could be sent to the person who asked as it is",
            "属实、完整、切题，遵守所有指令，可以原样发给提问者"
        ),
    ]);

    /// <summary>The conversation that asks the judge about a draft, in the language of the question.</summary>
    public static IReadOnlyList<Message> Ask(Sample sample, string draft)
    {
        var question = JudgeMaterial.Conversation(sample.Prompt);
        var chinese = question.Any(character => character is >= '\u4e00' and <= '\u9fff');
        return RubricPrompt.Build(Quality, question, draft, language: chinese ? JudgeLanguage.Chinese : JudgeLanguage.English);
    }

    /// <summary>The score and the reason; for a text that holds no score the reason says so.</summary>
    public static (double? Score, string? Reason) Read(string verdict)
    {
        var parsed = RubricParser.Parse(verdict, Quality);
        return (parsed.Overall, parsed.Error is null ? parsed.Reason : $"(the judge's verdict is not valid: {parsed.Error})");
    }
}
