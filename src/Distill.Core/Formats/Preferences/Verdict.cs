using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Preferences;

/// <summary>A thumb up or down on one answer (unpaired preference, KTO), kept as <c>feedback.thumb</c>: 1 or -1, as users' feedback is.</summary>
internal static class Verdict
{
    private const string Thumb = "thumb";

    /// <summary>True when a field holds one: a truth value.</summary>
    public static bool IsOne(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    /// <summary>The feedback of a truth value.</summary>
    public static JsonObject Feedback(bool good) => new() { [Thumb] = good ? 1 : -1 };

    /// <summary>Whether the answer is good, bad, or not judged (null).</summary>
    public static bool? Of(Sample sample) => Of(sample.Feedback);

    /// <summary>The same of feedback alone.</summary>
    public static bool? Of(JsonObject? feedback)
    {
        if (feedback?[Thumb] is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        // As text, because a node may hold a number of any type, or the JSON that was read.
        var thumb = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        return thumb == 0 ? null : thumb > 0;
    }
}
