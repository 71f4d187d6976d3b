using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>Rows of new texts, with where they come from under <c>meta.augmentation</c>: <c>method, class, expected?, seeds, model, template, similarity</c>.</summary>
public static class AugmentedRow
{
    private const string Name = "augmentation";

    /// <summary>The row that asks the teacher about a new text: its seed's prompt with the text in place of the seed's, no answer yet.</summary>
    /// <param name="variant">The text.</param>
    /// <param name="seed">The first seed of its call.</param>
    /// <param name="subject">The part that is rewritten.</param>
    /// <param name="label">Name of the label that carries the class; null for none.</param>
    /// <param name="model">The model that wrote the text.</param>
    public static Sample Ask(Variant variant, Sample seed, AugmentationSubject subject, string? label, string model)
    {
        var call = variant.Call;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (label is not null && call.Label.Length > 0)
        {
            labels[label] = call.Label;
        }

        return new Sample
        {
            Id = variant.Id,
            Messages = subject.PromptWith(seed, variant.Text),
            Labels = labels,
            Meta = new JsonObject
            {
                [Name] = new JsonObject
                {
                    ["method"] = AugmentationMethods.NameOf(call.Method),
                    ["class"] = call.Label,
                    ["expected"] = call.Expected,
                    ["seeds"] = new JsonArray([.. call.Seeds.Select(id => JsonValue.Create(id))]),
                    ["model"] = model,
                    ["template"] = AugmentationPrompt.TemplateVersion,
                    ["similarity"] = Math.Round(variant.Similarity, 4),
                },
            },
        };
    }

    /// <summary>True for a row that an augmentation made.</summary>
    public static bool IsAugmented(Sample sample) => sample.Meta?[Name] is JsonObject;

    /// <summary>The class that was asked for.</summary>
    public static string ClassOf(Sample sample) => (string?)sample.Meta?[Name]?["class"] ?? "";

    /// <summary>The method that made it.</summary>
    public static string MethodOf(Sample sample) => (string?)sample.Meta?[Name]?["method"] ?? "";

    /// <summary>Why an answered row is not learned from, or null: the teacher's answer must name the class that was asked for.</summary>
    /// <param name="sample">The row with the teacher's answer.</param>
    /// <param name="read">Reads the class from an answer; null checks nothing.</param>
    public static (string Reason, JsonObject Detail)? Fault(Sample sample, Func<string?, string?>? read)
    {
        if (read is null || (string?)sample.Meta?[Name]?["expected"] is not { } expected)
        {
            return null;
        }

        var found = read(sample.Answer);
        if (string.Equals(found, expected, StringComparison.Ordinal))
        {
            return null;
        }

        var detail = new JsonObject { ["asked"] = expected, ["answer"] = sample.Answer };
        return (found is null ? VariantDropReasons.NoLabel : VariantDropReasons.LabelChanged, detail);
    }
}
