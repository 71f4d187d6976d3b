namespace Distill.Core.Evaluation;

/// <summary>The whole answer is the value.</summary>
internal sealed class ExactAnswerExtractor(AnswerFormat format) : AnswerExtractor(format)
{
    private protected override ExtractedAnswer Read(string answer) => ExtractedAnswer.Of(answer.Trim());
}
