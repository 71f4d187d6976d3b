using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>label_conflict_filter</c>: no prompt is taught with two different values. Surveys the dataset first.</summary>
internal sealed class LabelConflictFilter(AnswerExtractor extractor, bool keepMajority) : IDeduplicator
{
    private readonly Dictionary<UInt128, Dictionary<string, int>> _values = [];

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "label_conflict_filter",
            OperatorKind.Deduplicator,
            "Drops samples whose prompt has answers with different values: all of them, or those that differ from the majority.",
            [OperatorParameter.Choice("keep", ["none", "majority"], "What survives a conflict; of a tie nothing does.")],
            (arguments, context) =>
                new LabelConflictFilter(AnswerFormatFilter.Extractor([], context), arguments.Choice("keep") == "majority")
        );

    public string Name => Descriptor.Name;

    public bool NeedsSurvey => true;

    public void Survey(Sample sample)
    {
        if (extractor.Extract(TaughtAnswer.Of(sample)).Value is not { } value)
        {
            return;
        }

        var key = PromptHash.Of(PromptText.Of(sample));
        if (!_values.TryGetValue(key, out var counts))
        {
            _values[key] = counts = new Dictionary<string, int>(1, StringComparer.Ordinal);
        }

        counts[value] = counts.GetValueOrDefault(value) + 1;
    }

    public Drop? Judge(Sample sample)
    {
        // An answer without a value contradicts nobody; answer_format_filter sees to it.
        if (
            extractor.Extract(TaughtAnswer.Of(sample)).Value is not { } value
            || !_values.TryGetValue(PromptHash.Of(PromptText.Of(sample)), out var counts)
            || counts.Count < 2
        )
        {
            return null;
        }

        var most = counts.Values.Max();
        var tied = counts.Values.Count(count => count == most) > 1;
        if (keepMajority && !tied)
        {
            return counts.GetValueOrDefault(value) == most ? null : new Drop("minority_label", Detail(counts));
        }

        return new Drop("label_conflict", Detail(counts));
    }

    public void Rewind() { }

    private static JsonObject Detail(Dictionary<string, int> counts)
    {
        var values = new JsonObject();
        foreach (var (value, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            values[value] = count;
        }

        return new JsonObject { ["values"] = values };
    }
}
