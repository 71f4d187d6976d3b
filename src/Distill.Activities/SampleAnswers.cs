using System.Text.Json.Nodes;
using Distill.Core.Inference;
using Distill.Core.Samples;

namespace Distill.Activities;

/// <summary>What a sample says of its answer, under <c>meta</c>: who gave it, how fast, at what size, and the answer that was there before.</summary>
internal static class SampleAnswers
{
    private const string Reference = "reference_response";
    private const string Latency = "latency_ms";

    /// <summary>The sample with a model's answer; an answer that it had becomes its reference, unless it has one.</summary>
    public static Sample WithAnswer(Sample sample, ChatAnswer answer)
    {
        var meta = (JsonObject?)sample.Meta?.DeepClone() ?? [];
        if (sample.Answer is { } known && meta[Reference] is null)
        {
            meta[Reference] = known;
        }

        meta["model"] = answer.Model;
        meta["finish_reason"] = answer.FinishReason;
        meta[Latency] = Math.Round(answer.LatencyMs, 3);
        meta["usage"] = new JsonObject { ["input"] = answer.InputTokens, ["output"] = answer.OutputTokens };
        return sample.WithAnswer(answer.Content) with { Meta = meta };
    }

    /// <summary>The answer to compare with: one that came with the source, else the teacher's; null when the sample's own answer is the reference.</summary>
    public static string? ReferenceOf(Sample sample) =>
        sample.Meta?[Reference] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>How long the answer took, in milliseconds, or null.</summary>
    public static double? LatencyOf(Sample sample) => Number(sample.Meta?[Latency]);

    /// <summary>Tokens in and out, 0 where unknown.</summary>
    public static (long Input, long Output) TokensOf(Sample sample) =>
        ((long)(Number(sample.Meta?["usage"]?["input"]) ?? 0), (long)(Number(sample.Meta?["usage"]?["output"]) ?? 0));

    /// <summary>The truth: the label of this name, or a meta field of it; null when the sample has none.</summary>
    public static string? Gold(Sample sample, string? name)
    {
        if (name is null)
        {
            return null;
        }

        return sample.Labels.TryGetValue(name, out var label) ? label
            : sample.Meta?[name] is JsonValue value ? value.ToString()
            : null;
    }

    private static double? Number(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return null;
        }

        return value.TryGetValue<double>(out var number) ? number
            : value.TryGetValue<long>(out var whole) ? whole
            : value.TryGetValue<int>(out var small) ? small
            : null;
    }
}
