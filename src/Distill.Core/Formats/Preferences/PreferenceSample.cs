using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Preferences;

/// <summary>Makes a preference sample of its three message lists.</summary>
internal static class PreferenceSample
{
    /// <summary>The sample. Turns that both continuations begin with, or that repeat the prompt, belong to the prompt.</summary>
    /// <param name="id">The record's id, or an empty text.</param>
    /// <param name="prompt">The conversation so far; may be empty when the continuations hold it.</param>
    /// <param name="chosen">The better continuation.</param>
    /// <param name="rejected">The worse one.</param>
    /// <param name="meta">What else the record holds.</param>
    public static SampleReadResult Build(string id, List<Message> prompt, List<Message> chosen, List<Message> rejected, JsonObject? meta)
    {
        DropRepeated(prompt, chosen);
        DropRepeated(prompt, rejected);
        var shared = 0;
        while (shared < chosen.Count && shared < rejected.Count && chosen[shared] == rejected[shared])
        {
            shared++;
        }

        prompt.AddRange(chosen.Take(shared));
        if (shared == chosen.Count || shared == rejected.Count)
        {
            return SampleReadResult.Fault(
                RejectReasons.InvalidField,
                "chosen and rejected do not differ in a turn of each: there is nothing to prefer.",
                "rejected"
            );
        }

        if (prompt.Count == 0)
        {
            return RecordFaults.Missing("prompt", "The prompt, or the turns that chosen and rejected share,");
        }

        return SampleReadResult.Of(
            new Sample
            {
                Id = id,
                Messages = prompt,
                Chosen = chosen[shared..],
                Rejected = rejected[shared..],
                Meta = meta,
            }
        );
    }

    private static void DropRepeated(List<Message> prompt, List<Message> continuation)
    {
        if (prompt.Count > 0 && continuation.Count > prompt.Count && prompt.SequenceEqual(continuation.Take(prompt.Count)))
        {
            continuation.RemoveRange(0, prompt.Count);
        }
    }
}
