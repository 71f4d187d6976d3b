using Distill.Core.Samples;

namespace Distill.Core.Dedup;

/// <summary>The text by which prompts are compared.</summary>
public static class PromptText
{
    /// <summary>The turns of a sample's prompt, each after its role, a line each. Of a single user turn the content alone.</summary>
    public static string Of(Sample sample)
    {
        var prompt = sample.Prompt;
        return prompt is [{ Role: "user" } only] ? only.Content : string.Join('\n', prompt.Select(turn => $"{turn.Role}: {turn.Content}"));
    }
}
