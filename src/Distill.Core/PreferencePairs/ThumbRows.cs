using System.Text.Json.Nodes;
using Distill.Core.Formats.Preferences;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Core.PreferencePairs;

/// <summary>Makes unpaired rows (KTO) of users' thumbs: liked is true, disliked false. Pure.</summary>
/// <remarks>
/// The row keeps the answer as its closing turn and the thumb in <c>feedback.thumb</c>, as the export formats <c>trl-unpaired</c> and <c>qianfan-kto</c> read it.
/// K. Ethayarajh et al., "KTO: model alignment as prospect theoretic optimization", 2024.
/// </remarks>
public static class ThumbRows
{
    /// <summary>The thumb in feedback: 1 or -1; null when there is none, or one that says nothing.</summary>
    public static int? Thumb(JsonObject? feedback) =>
        Verdict.Of(feedback) switch
        {
            true => 1,
            false => -1,
            null => null,
        };

    /// <summary>The row of a sample, or why there is none.</summary>
    public static (Sample? Row, Drop? Drop) Of(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (Thumb(sample.Feedback) is not { } thumb)
        {
            return (null, new Drop(PairRejects.NoThumb));
        }

        if (string.IsNullOrWhiteSpace(sample.Answer) || sample.Prompt.All(message => string.IsNullOrWhiteSpace(message.Content)))
        {
            return (null, new Drop(PairRejects.Empty, new JsonObject { ["field"] = sample.Answer is null ? "answer" : "messages" }));
        }

        return thumb > 0 && HasSetback(sample.Feedback!)
            ? (
                null,
                new Drop(
                    PairRejects.ContradictingFeedback,
                    new JsonObject { ["thumb"] = thumb, ["feedback"] = sample.Feedback!.DeepClone() }
                )
            )
            : (sample, null);
    }

    // A user who likes an answer and yet stops it or mends it has said both.
    private static bool HasSetback(JsonObject feedback) =>
        (feedback["stop"] ?? feedback["stopped"]) is JsonValue stop && stop.TryGetValue<bool>(out var stopped) && stopped
        || (feedback["edit"] is JsonValue edit && edit.TryGetValue<string>(out var text) && text.Length > 0);
}
