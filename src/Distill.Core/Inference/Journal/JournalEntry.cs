using System.Text.Json.Serialization;

namespace Distill.Core.Inference.Journal;

/// <summary>One settled call: exactly one of answer and refusal.</summary>
/// <param name="Key">The call's identity, hexadecimal.</param>
/// <param name="Answer">The answer, which carries the same key.</param>
/// <param name="Refusal">Why the model refuses the call whenever it is asked.</param>
public sealed record JournalEntry(string Key, ChatAnswer? Answer, CallRefusal? Refusal)
{
    /// <summary>An entry of an answer.</summary>
    public static JournalEntry Of(ChatAnswer answer) => new(answer.Key, answer, null);

    /// <summary>An entry of a refusal.</summary>
    public static JournalEntry Of(string key, CallRefusal refusal) => new(key, null, refusal);

    /// <summary>Why the caller gets no answer, or null when it gets one. An answer that the provider cut for its content was paid and is kept, but is not used.</summary>
    [JsonIgnore]
    public CallRefusal? Refused =>
        Refusal
        ?? (
            Answer is { FinishReason: "content_filter" }
                ? new CallRefusal("content_filter", "The provider cut the answer for its content.")
                : null
        );
}
