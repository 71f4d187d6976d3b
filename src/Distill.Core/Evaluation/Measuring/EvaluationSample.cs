using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Distill.Core.Instructions;
using Distill.Core.Judging.Asking;
using Distill.Core.Samples;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Items and verdicts as samples of a dataset: the candidate's answer closes the conversation, the rest stands in the field <c>evaluation</c> of the meta data.</summary>
public static class EvaluationSample
{
    private const string Field = "evaluation";
    private const string Verdict = "verdict";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The item as a sample.</summary>
    public static Sample Of(EvaluationItem item) =>
        new()
        {
            Id = item.Id,
            Messages = [.. item.Prompt, Message.Assistant(item.Candidate)],
            Meta = new JsonObject
            {
                [Field] = new JsonObject
                {
                    ["baseline"] = item.Baseline,
                    ["reference"] = item.Reference,
                    ["expected"] = item.Expected,
                    ["instructions"] = JsonSerializer.SerializeToNode(item.Instructions, Json),
                    ["slices"] = new JsonArray([.. item.Slices.Select(slice => JsonValue.Create(slice))]),
                },
            },
        };

    /// <summary>The item of a sample.</summary>
    public static EvaluationItem ItemOf(Sample sample)
    {
        var parts = sample.Meta?[Field]?.AsObject() ?? throw new InvalidDataException($"The sample '{sample.Id}' holds no evaluation.");
        return new EvaluationItem
        {
            Id = sample.Id,
            Prompt = sample.Prompt,
            Candidate = sample.Answer ?? "",
            Baseline = (string?)parts["baseline"],
            Reference = (string?)parts["reference"],
            Expected = (string?)parts["expected"],
            Instructions = parts["instructions"].Deserialize<IReadOnlyList<Instruction>>(Json) ?? [],
            Slices = [.. (parts["slices"] as JsonArray ?? []).Select(slice => (string)slice!)],
        };
    }

    /// <summary>The sample with a judge's verdicts.</summary>
    public static Sample With(Sample sample, JudgedAnswer answer)
    {
        var meta = (JsonObject)sample.Meta!.DeepClone();
        meta[Verdict] = JsonSerializer.SerializeToNode(answer, Json);
        return sample with { Meta = meta };
    }

    /// <summary>The verdicts of a sample; null when it has none.</summary>
    public static JudgedAnswer? VerdictOf(Sample sample) => sample.Meta?[Verdict].Deserialize<JudgedAnswer>(Json);
}
