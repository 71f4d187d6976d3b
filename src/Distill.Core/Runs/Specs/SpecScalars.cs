using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distill.Core.Normalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>Single values of a spec: text, numbers and switches, by YAML 1.2's core rules. A bare number where text is asked is taken as written.</summary>
internal static class SpecScalars
{
    /// <summary>The value, or what is wrong with it and what to do.</summary>
    public static (JsonValue? Value, string? Problem, string? Remedy) Read(YamlScalarNode node, SpecSchema schema)
    {
        var text = node.Value ?? "";
        var isPlain = node.Style == ScalarStyle.Plain;
        return schema.Type switch
        {
            "string" => ReadText(text, schema),
            "boolean" when isPlain && bool.TryParse(text, out var flag) => (JsonValue.Create(flag), null, null),
            "integer" when isPlain && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                InRange(JsonValue.Create(whole), whole, schema),
            "number" when isPlain && IsNumber(text, out var number) => InRange(JsonValue.Create(number), number, schema),
            _ => (null, $"Here stands '{text}'.", $"It must be {Name(schema.Type)}."),
        };
    }

    /// <summary>A value of a field that the schema leaves open.</summary>
    public static JsonValue? Free(YamlScalarNode node)
    {
        var text = node.Value ?? "";
        if (node.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" => null,
            _ when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(
                whole
            ),
            _ when IsNumber(text, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    /// <summary>A type in words.</summary>
    public static string Name(string type) =>
        type switch
        {
            "string" => "text",
            "boolean" => "true or false",
            "integer" => "a whole number",
            _ => "a number",
        };

    /// <summary>A range in words.</summary>
    public static string Range(double? minimum, double? maximum) =>
        (minimum, maximum) switch
        {
            ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"at least {low} and at most {high}"),
            ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"at least {low}"),
            (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"at most {high}"),
            _ => "any",
        };

    private static (JsonValue?, string?, string?) ReadText(string text, SpecSchema schema)
    {
        if (schema.Choices.Count > 0 && !schema.Choices.Contains(text))
        {
            var nearest = NearestName.Find(text, schema.Choices) is { } name ? $" Did you mean '{name}'?" : "";
            return (null, $"Here stands '{text}'.", $"It must be one of {string.Join(", ", schema.Choices)}.{nearest}");
        }

        if (text.Length < (schema.MinLength ?? 0) || text.Length > (schema.MaxLength ?? int.MaxValue))
        {
            return (null, $"The text has {text.Length} characters.", $"It must have {Range(schema.MinLength, schema.MaxLength)}.");
        }

        return schema.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
            ? (null, $"Here stands '{text}'.", $"{schema.Description} (pattern {pattern})")
            : (JsonValue.Create(text), null, null);
    }

    private static (JsonValue?, string?, string?) InRange(JsonValue value, double number, SpecSchema schema) =>
        number >= (schema.Minimum ?? double.MinValue) && number <= (schema.Maximum ?? double.MaxValue)
            ? (value, null, null)
            : (null, $"Here stands {value.ToJsonString()}.", $"It must be {Range(schema.Minimum, schema.Maximum)}.");

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number
        ) && double.IsFinite(number);
}
