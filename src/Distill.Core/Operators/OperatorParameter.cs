using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.Core.Operators;

/// <summary>A parameter of an operator: its type, its default, and what is allowed. Immutable and thread-safe.</summary>
public sealed record OperatorParameter
{
    private OperatorParameter(string name, OperatorParameterType type, object fallback, string summary)
    {
        Name = name;
        Type = type;
        Default = fallback;
        Summary = summary;
    }

    /// <summary>Key in the recipe.</summary>
    public string Name { get; }

    /// <summary>What the parameter holds.</summary>
    public OperatorParameterType Type { get; }

    /// <summary>Value when the recipe gives none, of the .NET type that <see cref="Type"/> states.</summary>
    public object Default { get; }

    /// <summary>Meaning and unit.</summary>
    public string Summary { get; }

    /// <summary>Lowest number allowed; 0 for types without a range.</summary>
    public double Min { get; private init; }

    /// <summary>Highest number allowed; 0 for types without a range.</summary>
    public double Max { get; private init; }

    /// <summary>The words allowed; empty for types without such a list.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>What is allowed, for people: <c>an integer from 0 to 100</c>.</summary>
    public string Allowed =>
        Type switch
        {
            OperatorParameterType.Integer => string.Create(CultureInfo.InvariantCulture, $"an integer from {Min} to {Max}"),
            OperatorParameterType.Number => string.Create(CultureInfo.InvariantCulture, $"a number from {Min} to {Max}"),
            OperatorParameterType.Boolean => "true or false",
            OperatorParameterType.Choice => "one of " + string.Join(", ", Words),
            OperatorParameterType.Text => "a text",
            OperatorParameterType.Choices => "a list of some of " + string.Join(", ", Words),
            _ => "a list of texts",
        };

    /// <summary>An integer.</summary>
    public static OperatorParameter Integer(string name, int fallback, int min, int max, string summary) =>
        new(name, OperatorParameterType.Integer, fallback, summary) { Min = min, Max = max };

    /// <summary>A number that may have a fraction.</summary>
    public static OperatorParameter Number(string name, double fallback, double min, double max, string summary) =>
        new(name, OperatorParameterType.Number, fallback, summary) { Min = min, Max = max };

    /// <summary>True or false.</summary>
    public static OperatorParameter Boolean(string name, bool fallback, string summary) =>
        new(name, OperatorParameterType.Boolean, fallback, summary);

    /// <summary>One of some words; the first is the default.</summary>
    public static OperatorParameter Choice(string name, IReadOnlyList<string> words, string summary) =>
        new(name, OperatorParameterType.Choice, words[0], summary) { Words = words };

    /// <summary>Any text, also the empty one.</summary>
    public static OperatorParameter Text(string name, string fallback, string summary) =>
        new(name, OperatorParameterType.Text, fallback, summary);

    /// <summary>A list of non-empty texts, empty by default.</summary>
    public static OperatorParameter Texts(string name, string summary) =>
        new(name, OperatorParameterType.Texts, Array.Empty<string>(), summary);

    /// <summary>A list of some words.</summary>
    public static OperatorParameter Choices(string name, IReadOnlyList<string> words, IReadOnlyList<string> fallback, string summary) =>
        new(name, OperatorParameterType.Choices, fallback, summary) { Words = words };

    /// <summary>Reads a value; null when it is not allowed.</summary>
    internal object? Read(JsonNode? node) =>
        Type switch
        {
            OperatorParameterType.Integer => ReadNumber(node) is { } number && InRange(number) && double.IsInteger(number)
                ? (int)number
                : null,
            OperatorParameterType.Number => ReadNumber(node) is { } number && InRange(number) ? number : null,
            OperatorParameterType.Boolean => ReadBoolean(node),
            OperatorParameterType.Choice => ReadText(node) is { } word && Words.Contains(word, StringComparer.Ordinal) ? word : null,
            OperatorParameterType.Text => ReadText(node),
            OperatorParameterType.Choices => ReadTexts(node) is { } texts && texts.All(text => Words.Contains(text, StringComparer.Ordinal))
                ? texts
                : null,
            _ => ReadTexts(node),
        };

    private bool InRange(double number) => number >= Min && number <= Max;

    // YAML without a schema gives numbers and booleans as texts; both spellings are good here.
    private static double? ReadNumber(JsonNode? node)
    {
        var text = node?.GetValueKind() switch
        {
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.String => node.GetValue<string>(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static object? ReadBoolean(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => node.GetValue<string>() switch
            {
                "true" => true,
                "false" => false,
                _ => null,
            },
            _ => null,
        };

    private static string? ReadText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static string[]? ReadTexts(JsonNode? node)
    {
        if (node is not JsonArray array)
        {
            return null;
        }

        var texts = array.Select(ReadText).OfType<string>().Where(text => text.Length > 0).ToArray();
        return texts.Length == array.Count ? texts : null;
    }
}
