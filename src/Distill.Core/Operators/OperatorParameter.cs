using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.Core.Operators;

/// <summary>A parameter of an operator: an integer in a range, one of some words, or a list of texts.</summary>
public sealed record OperatorParameter
{
    private OperatorParameter(string name, string summary, object fallback)
    {
        Name = name;
        Summary = summary;
        Default = fallback;
    }

    /// <summary>Key in the recipe.</summary>
    public string Name { get; }

    /// <summary>Meaning and unit.</summary>
    public string Summary { get; }

    /// <summary>Value when the recipe gives none: <see cref="int"/>, <see cref="string"/> or a list of strings.</summary>
    public object Default { get; }

    /// <summary>Lowest integer allowed.</summary>
    public int Min { get; private init; }

    /// <summary>Highest integer allowed.</summary>
    public int Max { get; private init; }

    /// <summary>The words allowed; empty for other types.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>What is allowed, for people: <c>an integer from 0 to 100</c>.</summary>
    public string Allowed =>
        Default switch
        {
            int => string.Create(CultureInfo.InvariantCulture, $"an integer from {Min} to {Max}"),
            string => "one of " + string.Join(", ", Choices),
            _ => "a list of texts",
        };

    /// <summary>An integer.</summary>
    public static OperatorParameter Integer(string name, int fallback, int min, int max, string summary) =>
        new(name, summary, fallback) { Min = min, Max = max };

    /// <summary>One of some words; the first is the default.</summary>
    public static OperatorParameter Choice(string name, IReadOnlyList<string> choices, string summary) =>
        new(name, summary, choices[0]) { Choices = choices };

    /// <summary>A list of texts, empty by default.</summary>
    public static OperatorParameter Texts(string name, string summary) => new(name, summary, Array.Empty<string>());

    /// <summary>Reads a value; null when it is not allowed.</summary>
    internal object? Read(JsonNode? node) =>
        Default switch
        {
            int => ReadInteger(node) is { } number && number >= Min && number <= Max ? number : null,
            string => ReadText(node) is { } word && Choices.Contains(word, StringComparer.Ordinal) ? word : null,
            _ => ReadTexts(node),
        };

    // YAML without a schema gives numbers as texts; both spellings are an integer here.
    private static int? ReadInteger(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.Number
                when int.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
            JsonValueKind.String
                when int.TryParse(node.GetValue<string>(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
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
