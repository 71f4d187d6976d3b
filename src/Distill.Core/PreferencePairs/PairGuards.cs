using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Normalization;
using Distill.Core.Operators;

namespace Distill.Core.PreferencePairs;

/// <summary>Tells which pairs teach a preference. Pure and thread-safe.</summary>
public static class PairGuards
{
    /// <summary>Why a pair is left out, or null. The first guard that does not hold is named.</summary>
    public static Drop? Check(PairMaterial pair, PairGuardOptions options)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(options);
        return CheckEmpty(pair)
            ?? CheckPolicy(pair, options)
            ?? CheckFeedback(pair)
            ?? CheckSimilarity(pair, options)
            ?? CheckLength(pair, options);
    }

    private static Drop? CheckEmpty(PairMaterial pair)
    {
        var field =
            pair.Prompt.All(message => string.IsNullOrWhiteSpace(message.Content)) ? "messages"
            : string.IsNullOrWhiteSpace(pair.Chosen) ? "chosen"
            : string.IsNullOrWhiteSpace(pair.Rejected) ? "rejected"
            : null;
        return field is null ? null : new Drop(PairRejects.Empty, new JsonObject { ["field"] = field });
    }

    private static Drop? CheckPolicy(PairMaterial pair, PairGuardOptions options) =>
        options.OnlineVersion is { } online && pair.RejectedVersion != online
            ? new Drop(PairRejects.OffPolicy, new JsonObject { ["version"] = pair.RejectedVersion, ["online"] = online })
            : null;

    private static Drop? CheckFeedback(PairMaterial pair) =>
        pair.RejectedThumb > 0 ? new Drop(PairRejects.ContradictingFeedback, new JsonObject { ["thumb"] = pair.RejectedThumb }) : null;

    private static Drop? CheckSimilarity(PairMaterial pair, PairGuardOptions options)
    {
        if (TextKey.Of(pair.Chosen) == TextKey.Of(pair.Rejected))
        {
            return new Drop(PairRejects.Identical);
        }

        var similarity = TextSketch.Of(pair.Chosen).Similarity(TextSketch.Of(pair.Rejected));
        return similarity >= options.MaxSimilarity
            ? new Drop(
                PairRejects.NearIdentical,
                new JsonObject { ["similarity"] = Math.Round(similarity, 4), ["limit"] = options.MaxSimilarity }
            )
            : null;
    }

    private static Drop? CheckLength(PairMaterial pair, PairGuardOptions options)
    {
        var ratio = (double)pair.Chosen.Length / pair.Rejected.Length;
        return options.MaxLengthRatio is { } limit && Math.Max(ratio, 1 / ratio) > limit
            ? new Drop(PairRejects.LengthSkew, new JsonObject { ["ratio"] = Math.Round(ratio, 4), ["limit"] = limit })
            : null;
    }
}
