using Distill.Core.Samples;

namespace Distill.Core.Judging;

/// <summary>Asks a judge once more whose verdict could not be read. If the second one cannot be read either, the verdict is invalid.</summary>
public static class JudgeRetry
{
    /// <summary>The conversation that asks again: the first one, the judge's answer, and what was wrong with it.</summary>
    /// <param name="asked">The conversation that asked for the verdict.</param>
    /// <param name="answer">The judge's answer; may be empty.</param>
    /// <param name="error">Why it could not be read, as the parser says: <c>out_of_scale</c>, <c>no_verdict</c> and so on.</param>
    /// <param name="language">Language of the prompt.</param>
    public static IReadOnlyList<Message> Build(
        IReadOnlyList<Message> asked,
        string? answer,
        string error,
        JudgeLanguage language = JudgeLanguage.English
    )
    {
        var request =
            language == JudgeLanguage.Chinese
                ? $"无法读取你的评判结果（{error}）。请只输出要求的 JSON 对象，不要输出其他内容。"
                : $"Your verdict could not be read ({error}). Answer with the JSON object that was asked for, and nothing else.";
        // Some platforms refuse an empty turn of the assistant.
        return string.IsNullOrWhiteSpace(answer)
            ? [.. asked, Message.User(request)]
            : [.. asked, Message.Assistant(answer), Message.User(request)];
    }
}
