using System.Text.Json;

namespace Distill.Core.Feedback;

/// <summary>The fields of an event as a sender wrote them, all of them texts. Not thread-safe.</summary>
public sealed class FeedbackFields
{
    /// <summary>The names of all fields.</summary>
    public static IReadOnlyList<string> Names { get; } = ["event_id", "asid", "type", "value", "text", "user", "time"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<FeedbackFault> _faults = [];

    /// <summary>Fields that cannot be.</summary>
    public IReadOnlyList<FeedbackFault> Faults => _faults;

    /// <summary>The text of a field; null when it is absent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a JSON object.</summary>
    public static FeedbackFields Of(JsonElement element)
    {
        var fields = new FeedbackFields();
        if (element.ValueKind != JsonValueKind.Object)
        {
            fields._faults.Add(
                new FeedbackFault("", $"An event is a JSON object, this is a JSON {element.ValueKind.ToString().ToLowerInvariant()}.")
            );
            return fields;
        }

        foreach (var property in element.EnumerateObject())
        {
            fields.Add(property.Name, property.Value);
        }

        return fields;
    }

    /// <summary>Adds a field; an empty one counts as absent.</summary>
    public void Add(string name, string text)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            _faults.Add(new FeedbackFault(name, $"The field is unknown; known are {string.Join(", ", Names)}."));
        }
        else if (text.Length > 0)
        {
            _values[name] = text;
        }
    }

    private void Add(string name, JsonElement value)
    {
        var wanted = name == "value" ? JsonValueKind.Number : JsonValueKind.String;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (Names.Contains(name, StringComparer.Ordinal) && value.ValueKind != wanted)
        {
            _faults.Add(new FeedbackFault(name, $"A JSON {wanted.ToString().ToLowerInvariant()} is wanted."));
            return;
        }

        Add(name, value.ValueKind == JsonValueKind.String ? TextOf(name, value) : value.GetRawText());
    }

    private string TextOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            _faults.Add(new FeedbackFault(name, "A \\u escape names half a surrogate pair. Write the character itself."));
            return "";
        }
    }
}
