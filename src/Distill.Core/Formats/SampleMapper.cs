using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>Makes samples of records by a field mapping. Thread-safe.</summary>
internal sealed class SampleMapper
{
    private readonly FieldMapping mapping;
    private readonly PromptTemplate? template;
    private readonly HashSet<string> taken;

    /// <summary>A mapper by a mapping.</summary>
    /// <param name="mapping">With a prompt or a template.</param>
    public SampleMapper(FieldMapping mapping)
    {
        this.mapping = mapping;
        template = mapping.Template is null ? null : PromptTemplate.Parse(mapping.Template);
        taken = Fields.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Every field that the mapping reads.</summary>
    public IEnumerable<string> Fields
    {
        get
        {
            string?[] parts = [template is null ? mapping.Prompt : null, mapping.Response, mapping.System, mapping.Id];
            return parts
                .OfType<string>()
                .Concat(template?.Fields ?? [])
                .Concat(mapping.Labels.Values)
                .Concat(mapping.Meta?.Values ?? [])
                .Distinct();
        }
    }

    public SampleReadResult Map(IFieldLookup record)
    {
        var messages = new List<Message>(3);
        if (mapping.System is not null && record.Find(mapping.System) is { Value.Length: > 0 } system)
        {
            messages.Add(Message.System(Clean(system.Value)));
        }

        if ((AddPrompt(record, messages) ?? AddResponse(record, messages)) is { } fault)
        {
            return fault;
        }

        var labels = new Dictionary<string, string>(mapping.Labels.Count, StringComparer.Ordinal);
        foreach (var (name, field) in mapping.Labels)
        {
            var label = record.Find(field);
            if (!label.IsText)
            {
                return RecordFaults.Invalid(field, "A label is a text, a number or a truth value.");
            }

            if (label.Value is { Length: > 0 } value)
            {
                labels[name] = value;
            }
        }

        var id = mapping.Id is null ? null : record.Find(mapping.Id).Value;
        return SampleReadResult.Of(
            new Sample
            {
                Id = id ?? "",
                Messages = messages,
                Labels = labels,
                Meta = Meta(record),
            }
        );
    }

    private SampleReadResult? AddPrompt(IFieldLookup record, List<Message> messages)
    {
        if (template is null)
        {
            var fault = Require(record, mapping.Prompt!, out var prompt);
            messages.Add(Message.User(prompt));
            return fault;
        }

        SampleReadResult? first = null;
        var text = template.Fill(field =>
        {
            var fault = Require(record, field, out var value);
            first ??= fault;
            return value;
        });
        messages.Add(Message.User(text));
        return first;
    }

    // Without a response, or with an empty one, the record is a prompt to be asked.
    private SampleReadResult? AddResponse(IFieldLookup record, List<Message> messages)
    {
        if (mapping.Response is null)
        {
            return null;
        }

        var response = record.Find(mapping.Response);
        if (!response.IsText)
        {
            return RecordFaults.Invalid(mapping.Response, "A text, a number or a truth value is wanted.");
        }

        if (!string.IsNullOrWhiteSpace(response.Value))
        {
            messages.Add(Message.Assistant(Clean(response.Value)));
        }

        return null;
    }

    private SampleReadResult? Require(IFieldLookup record, string field, out string text)
    {
        var found = record.Find(field);
        text = found.Value is null ? "" : Clean(found.Value);
        if (!found.IsText)
        {
            return RecordFaults.Invalid(field, "A text, a number or a truth value is wanted.");
        }

        if (found.Value is null)
        {
            return RecordFaults.Missing(field, "The field");
        }

        return string.IsNullOrWhiteSpace(text) ? RecordFaults.Empty(field) : null;
    }

    private JsonObject? Meta(IFieldLookup record)
    {
        var pairs = mapping.Meta is null
            ? record.Names.Where(name => !taken.Contains(name)).Select(name => (Name: name, Field: name))
            : mapping.Meta.Select(pair => (Name: pair.Key, Field: pair.Value));
        JsonObject? meta = null;
        foreach (var (name, field) in pairs)
        {
            if (record.FindNode(field) is { } value)
            {
                (meta ??= [])[name] = value;
            }
        }

        return meta;
    }

    private string Clean(string text) => mapping.NewlineToSpace ? text.ReplaceLineEndings(" ") : text;
}
