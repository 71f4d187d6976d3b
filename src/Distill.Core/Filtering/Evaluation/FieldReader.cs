using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Filtering.Evaluation;

/// <summary>Makes the function that reads a field of a sample. The functions are thread-safe.</summary>
internal static class FieldReader
{
    /// <summary>The function of a field.</summary>
    public static Func<Sample, FilterValue> Of(FilterField field)
    {
        var read = Plain(field);
        return field.IsLength ? sample => Length(read(sample)) : read;
    }

    private static Func<Sample, FilterValue> Plain(FilterField field) =>
        field.Root switch
        {
            FilterRoot.Id => sample => FilterValue.Of(sample.Id),
            FilterRoot.Prompt => sample => FilterValue.Of(SampleFields.Prompt(sample)),
            FilterRoot.Answer => sample => FilterValue.Of(sample.Answer),
            FilterRoot.System => sample => FilterValue.Of(SampleFields.System(sample)),
            FilterRoot.Turns => sample => FilterValue.Of((double)SampleFields.Turns(sample)),
            FilterRoot.Time => sample => SampleTime.Microseconds(sample) is { } micros ? FilterValue.OfTime(micros) : default,
            FilterRoot.Messages => sample => Turn(sample.Messages, field.Steps),
            FilterRoot.Chosen => sample => Turn(sample.Chosen, field.Steps),
            FilterRoot.Rejected => sample => Turn(sample.Rejected, field.Steps),
            FilterRoot.Labels => Label(field.Steps[0].Name!),
            FilterRoot.Scores => Score(field.Steps[0].Name!),
            FilterRoot.Feedback => Node(sample => sample.Feedback, field),
            _ => Node(sample => sample.Meta, field),
        };

    private static FilterValue Length(FilterValue value) =>
        value.Kind switch
        {
            FilterValueKind.Text => FilterValue.Of((double)SampleFields.Characters(value.Text!)),
            FilterValueKind.List => FilterValue.Of(value.Number),
            _ => default,
        };

    private static Func<Sample, FilterValue> Label(string name) =>
        sample => sample.Labels.TryGetValue(name, out var label) ? FilterValue.Of(label) : default;

    private static Func<Sample, FilterValue> Score(string name) =>
        sample => sample.Scores.TryGetValue(name, out var score) ? FilterValue.Of(score) : default;

    private static FilterValue Turn(IReadOnlyList<Message>? turns, IReadOnlyList<FieldStep> steps)
    {
        if (turns is null || steps.Count == 0)
        {
            return turns is null ? default : FilterValue.OfList(turns.Count);
        }

        var index = steps[0].Index < 0 ? turns.Count + steps[0].Index : steps[0].Index;
        if (index < 0 || index >= turns.Count)
        {
            return default;
        }

        return steps.Count == 1
            ? new FilterValue(FilterValueKind.Structure)
            : FilterValue.Of(steps[1].Name == "role" ? turns[index].Role : turns[index].Content);
    }

    // A field whose whole name is the path comes first: input fields may have dots in their names.
    private static Func<Sample, FilterValue> Node(Func<Sample, JsonObject?> root, FilterField field)
    {
        var (literal, steps) = (field.FlatName, field.Steps);
        return sample =>
        {
            var node = root(sample);
            if (node is null)
            {
                return default;
            }

            var whole = literal is not null && node.TryGetPropertyValue(literal, out var value) ? value : null;
            return FilterValue.Of(whole ?? Walk(node, steps));
        };
    }

    private static JsonNode? Walk(JsonNode? node, IReadOnlyList<FieldStep> steps)
    {
        for (var i = 0; i < steps.Count && node is not null; i++)
        {
            node = steps[i].Name is { } name ? Property(node, name) : Item(node, steps[i].Index);
        }

        return node;
    }

    private static JsonNode? Property(JsonNode node, string name) =>
        node is JsonObject group && group.TryGetPropertyValue(name, out var value) ? value : null;

    private static JsonNode? Item(JsonNode node, int index)
    {
        if (node is not JsonArray array)
        {
            return null;
        }

        index = index < 0 ? array.Count + index : index;
        return index >= 0 && index < array.Count ? array[index] : null;
    }
}
