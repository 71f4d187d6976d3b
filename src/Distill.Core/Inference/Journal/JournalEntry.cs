using System.Text.Json.Serialization;

namespace Distill.Core.Inference.Journal;

/// <summary>One settled call: exactly one of answer and refusal.</summary>
/// <param name="Key">The call's identity, hexadecimal.</param>
/// <param name="Answer">The answer, which carries the same key.</param>
/// <param name="Refusal">Why the model refuses the call whenever it is asked.</param>
/// <param name="Records">Ids of the records of the shard that asked for it, by which it is found when one of them is forgotten; null in journals from before there were any.</param>
public sealed record JournalEntry(string Key, ChatAnswer? Answer, CallRefusal? Refusal, IReadOnlyList<string>? Records = null)
{
    /// <summary>An entry of an answer.</summary>
    public static JournalEntry Of(ChatAnswer answer, IReadOnlyList<string>? records = null) => new(answer.Key, answer, null, records);

    /// <summary>An entry of a refusal.</summary>
    public static JournalEntry Of(string key, CallRefusal refusal, IReadOnlyList<string>? records = null) =>
        new(key, null, refusal, records);

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
