using System.Text.Json.Nodes;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Samples;

namespace Distill.Core.Evaluation.Calibrating;

/// <summary>Choices as samples of a dataset, so that a judge is asked about them like about any answers; the decision stands in the field <c>annotation</c> of the meta data.</summary>
public static class ChoiceSample
{
    private const string Field = "annotation";

    /// <summary>The choice as a sample.</summary>
    public static Sample Of(AnnotatedChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var sample = EvaluationSample.Of(choice.Item);
        var meta = sample.Meta!;
        meta["asid"] = choice.Asid;
        meta["user"] = choice.User;
        meta[Field] = new JsonObject
        {
            ["label"] = choice.Label,
            ["verdict"] = choice.Verdict,
            ["annotators"] = new JsonArray([.. choice.Annotators.Select(name => (JsonNode)name)]),
            ["guidelines"] = choice.Guidelines,
        };
        return sample;
    }

    /// <summary>The choice of a sample.</summary>
    /// <exception cref="InvalidDataException">The sample holds none.</exception>
    public static AnnotatedChoice ChoiceOf(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var decision =
            sample.Meta?[Field]?.AsObject() ?? throw new InvalidDataException($"The sample '{sample.Id}' holds no decision of annotation.");
        return new AnnotatedChoice
        {
            Item = EvaluationSample.ItemOf(sample),
            Label = (string)decision["label"]!,
            Verdict = (string)decision["verdict"]!,
            Annotators = [.. decision["annotators"]!.AsArray().Select(name => (string)name!)],
            Guidelines = (int?)decision["guidelines"] ?? 0,
            Asid = sample.MetaText("asid"),
            User = sample.MetaText("user"),
        };
    }

    /// <summary>The choice and what each judge says of it, as one JSON object: the trail from a decision to the figure it went into.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="verdicts">The judges' outcomes in the terms of the candidate, by judge; null where one could not be read.</param>
    public static JsonObject Line(AnnotatedChoice choice, IEnumerable<KeyValuePair<string, string?>> verdicts)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return new JsonObject
        {
            ["task"] = choice.Item.Id,
            ["label"] = choice.Label,
            ["decision"] = choice.Verdict,
            ["annotators"] = new JsonArray([.. choice.Annotators.Select(name => (JsonNode)name)]),
            ["guidelines"] = choice.Guidelines,
            ["verdicts"] = new JsonObject(
                verdicts.Select(verdict => KeyValuePair.Create(verdict.Key, (JsonNode?)(verdict.Value ?? "invalid")))
            ),
        };
    }
}
