using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distill.Core.Augmentation;
using Distill.Core.Normalization;

namespace Distill.Core.Runs.Specs;

/// <summary>What must hold between fields and no schema can say. Works on what could be read, so that all errors come at once.</summary>
internal static class SpecRules
{
    private static readonly string[] Places = ["file", "blob", "dataset"];
    private static readonly string[] MappedFormats = ["csv", "tsv", "json"];

    /// <summary>Adds an error for each rule that is broken.</summary>
    public static void Check(JsonObject spec, SpecDiagnostics diagnostics)
    {
        CheckSource(spec, diagnostics);
        CheckMapping(spec, diagnostics);
        CheckTask(spec, diagnostics);
        CheckSplit(spec, diagnostics);
        CheckAugment(spec, diagnostics);
        CheckStudents(spec, diagnostics);
        CheckCheckpoint(spec, diagnostics);
        CheckRecipe(spec, diagnostics);
    }

    /// <summary>The weights of the candidate matrix weigh something.</summary>
    internal static void CheckWeights(RunSpec spec, SpecDiagnostics diagnostics)
    {
        if (spec.Weights is { Quality: 0, Latency: 0, Cost: 0 })
        {
            diagnostics.Add(
                "weights",
                "All weights are 0, so no student can be recommended.",
                "Give at least one of quality, latency and cost a weight."
            );
        }
    }

    private static void CheckRecipe(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["recipe"] is not null && spec["clean"] is not null)
        {
            diagnostics.Add(
                "recipe",
                "The spec has both recipe and clean.",
                "Keep one: recipe names a shipped recipe, clean is one of your own."
            );
        }
    }

    /// <summary>The source names one place, and its cycle its own positions.</summary>
    internal static void CheckSource(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["source"] is not JsonObject source)
        {
            return;
        }

        var given = Places.Where(source.ContainsKey).ToList();
        if (given.Count != 1)
        {
            var found = given.Count == 0 ? "none" : string.Join(" and ", given);
            diagnostics.Add("source", $"The source must name one place, here is {found}.", "Give exactly one of file, blob and dataset.");
        }

        if (source["where"] is JsonObject cycle && cycle.ContainsKey("every") != cycle.ContainsKey("take"))
        {
            diagnostics.Add("source.where", "A cycle has a length and positions.", "Give every and take together.");
        }

        if (source["where"] is JsonObject where && Number(where["every"]) is { } every && where["take"] is JsonArray take)
        {
            for (var i = 0; i < take.Count; i++)
            {
                if (Number(take[i]) >= every)
                {
                    diagnostics.Add($"source.where.take[{i}]", "The position is outside the cycle.", $"It must be below every ({every}).");
                }
            }
        }
    }

    /// <summary>A mapped format says where the prompt is, and the gold label is one that the mapping makes.</summary>
    internal static void CheckMapping(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["source"] is not JsonObject source)
        {
            return;
        }

        var mapping = source["mapping"] as JsonObject;
        var format = Text(source["format"]);
        if (MappedFormats.Contains(format) && mapping?["prompt"] is null && mapping?["promptTemplate"] is null)
        {
            const string remedy = "Give source.mapping.prompt or source.mapping.promptTemplate.";
            diagnostics.Add("source.mapping", $"Format {format} needs to know which column or path is the prompt.", remedy);
        }

        if (mapping is not null && Text(spec["task"]?["gold"]) is { } gold && mapping["labels"]?[gold] is null)
        {
            var known = (mapping["labels"] as JsonObject)?.Select(pair => pair.Key) ?? [];
            var nearest = NearestName.Find(gold, known) is { } name ? $" Did you mean '{name}'?" : "";
            diagnostics.Add("task.gold", $"The mapping makes no label '{gold}'.", $"Add it to source.mapping.labels.{nearest}");
        }
    }

    private static void CheckTask(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["task"] is not JsonObject task)
        {
            return;
        }

        if (Text(task["kind"]) == "text" && !spec.ContainsKey("judge"))
        {
            diagnostics.Add("task.kind", "Free text can only be scored by a judge, and there is none.", "Add judge with a model.");
        }

        CheckExtract(spec, diagnostics);
    }

    /// <summary>Each way to read a label has what it needs.</summary>
    internal static void CheckExtract(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["task"] is not JsonObject task)
        {
            return;
        }

        var extract = Text(task["extract"]?["kind"]);
        if (extract == "json" && task["extract"]?["path"] is null)
        {
            diagnostics.Add("task.extract", "Reading a label from JSON needs its path.", "Add path, for example 'path: data'.");
        }

        if (extract == "label" && task["labels"] is null)
        {
            diagnostics.Add("task.extract", "Finding a label in an answer needs the labels.", "Add task.labels.");
        }

        if (extract == "regex")
        {
            CheckPattern(Text(task["extract"]?["pattern"]), diagnostics);
        }
    }

    private static void CheckPattern(string? pattern, SpecDiagnostics diagnostics)
    {
        if (pattern is null)
        {
            diagnostics.Add("task.extract", "Reading a label by regex needs its pattern.", "Add pattern with one group.");
            return;
        }

        try
        {
            if (new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)).GetGroupNumbers().Length < 2)
            {
                diagnostics.Add("task.extract.pattern", "The pattern has no group.", "Put the label's part in parentheses.");
            }
        }
        catch (RegexParseException error)
        {
            diagnostics.Add("task.extract.pattern", $"The pattern is no regular expression: {error.Message}", "Mend the pattern.");
        }
    }

    private static void CheckSplit(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["split"] is not JsonObject split)
        {
            return;
        }

        var defaults = new SplitSpec();
        var sum =
            (Number(split["train"]) ?? defaults.Train)
            + (Number(split["validation"]) ?? defaults.Validation)
            + (Number(split["test"]) ?? defaults.Test);
        if (Math.Abs(sum - 1) > 1e-6)
        {
            diagnostics.Add("split", $"The shares add up to {Math.Round(sum, 6)}.", "train, validation and test must add up to 1.");
        }
    }

    private static void CheckAugment(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["augment"] is not JsonObject augment)
        {
            return;
        }

        if (Text(augment["target"]) is { } target && AugmentationTarget.Parse(target) is null)
        {
            diagnostics.Add("augment.target", $"'{target}' is no target.", "Write rows (200) or a share of the largest class (50%).");
        }

        var defaults = new AugmentSpec();
        var (low, high) = (
            Number(augment["minSimilarity"]) ?? defaults.MinSimilarity,
            Number(augment["maxSimilarity"]) ?? defaults.MaxSimilarity
        );
        if (low >= high)
        {
            diagnostics.Add("augment", $"The similarity range {low} to {high} is empty.", "minSimilarity must be below maxSimilarity.");
        }
    }

    private static void CheckStudents(JsonObject spec, SpecDiagnostics diagnostics)
    {
        var names = (spec["students"] as JsonArray)?.Select(student => Text(student?["name"])).ToList() ?? [];
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } name && names.IndexOf(name) < i)
            {
                diagnostics.Add($"students[{i}].name", $"Another student is named '{name}' too.", "Give each student its own name.");
            }
        }
    }

    private static void CheckCheckpoint(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (Text(spec["checkpoint"]?["by"]) == "judge" && !spec.ContainsKey("judge"))
        {
            diagnostics.Add(
                "checkpoint.by",
                "Checkpoints are to be chosen by a judge, and there is none.",
                "Add judge with a model, or choose by metric, which needs none."
            );
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static double? Number(JsonNode? node) =>
        node is JsonValue value
            ? value.TryGetValue<double>(out var number)
                ? number
                : value.TryGetValue<long>(out var whole)
                    ? whole
                    : null
            : null;
}
