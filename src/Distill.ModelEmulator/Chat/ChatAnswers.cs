using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Chat;

/// <summary>The answers to a request.</summary>
internal sealed record ChatAnswers(ChatRequest Request, IReadOnlyList<ChatChoice> Choices)
{
    /// <summary>Tokens of all answers.</summary>
    public int Tokens { get; } = Choices.Sum(choice => TokenEstimate.Count(choice.Text));

    /// <summary>The usage object.</summary>
    public object Usage =>
        new
        {
            prompt_tokens = Request.PromptTokens,
            completion_tokens = Tokens,
            total_tokens = Request.PromptTokens + Tokens,
        };
}
