using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Activities.Turning;

/// <summary>Makes rows of an evaluation set: the prompt, the slice, and what answers are compared with.</summary>
internal static class ComparedSample
{
    public const string Liked = "liked";
    public const string Disliked = "disliked";
    public const string Base = "base";

    private const string SliceLabel = "slice";
    private const string Reference = "reference_response";

    /// <summary>The row of a sample.</summary>
    /// <param name="sample">The sample; its closing answer is left out.</param>
    /// <param name="slice">Its slice.</param>
    /// <param name="reference">A good answer; null when none is known.</param>
    public static Sample Of(Sample sample, string slice, string? reference)
    {
        var meta = new JsonObject();
        if (reference is not null)
        {
            meta[Reference] = reference;
        }

        return new Sample
        {
            Id = $"{slice}-{sample.Id}",
            Messages = sample.Prompt,
            Labels = new Dictionary<string, string>(sample.Labels) { [SliceLabel] = slice },
            Meta = meta,
        };
    }

    /// <summary>A row with the teacher's answer as its reference.</summary>
    public static Sample WithReference(Sample answered) =>
        answered with
        {
            Messages = answered.Prompt,
            Meta = new JsonObject { [Reference] = answered.Answer },
        };

    /// <summary>The slice of a row.</summary>
    public static string SliceOf(Sample row) => row.Labels[SliceLabel];
}
