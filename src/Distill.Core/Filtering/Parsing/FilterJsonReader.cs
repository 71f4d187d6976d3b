using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Filtering.Conditions;

namespace Distill.Core.Filtering.Parsing;

/// <summary>Reads the JSON form of a filter; errors name the place as a path.</summary>
internal static class FilterJsonReader
{
    private const string Ops = "=, !=, <, <=, >, >=, between, in, contains, starts with, ends with, matches, is null";

    /// <summary>The tree of a JSON form.</summary>
    /// <exception cref="FilterSyntaxException">It is none.</exception>
    public static FilterCondition Read(JsonNode? json) => Read(json, "", 0);

    private static FilterCondition Read(JsonNode? json, string path, int depth)
    {
        if (depth > FilterParser.MaxDepth)
        {
            throw Wrong(path, $"the filter nests deeper than {FilterParser.MaxDepth}", "use in with a list of values");
        }

        if (json is not JsonObject node)
        {
            throw Wrong(
                path,
                "a condition is an object",
                "write {\"field\", \"op\", \"value\"}, {\"and\": […]}, {\"or\": […]} or {\"not\": {…}}"
            );
        }

        return node switch
        {
            [] => throw Wrong(path, "the condition is empty", "write {\"field\", \"op\", \"value\"}"),
            _ when node.TryGetPropertyValue("and", out var parts) => Joined(node, parts, At(path, "and"), depth, list => new AllOf(list)),
            _ when node.TryGetPropertyValue("or", out var parts) => Joined(node, parts, At(path, "or"), depth, list => new AnyOf(list)),
            _ when node.TryGetPropertyValue("not", out var part) => new Negation(
                Read(Only(node, part, At(path, "not")), At(path, "not"), depth + 1)
            ),
            _ => Leaf(node, path),
        };
    }

    private static FilterCondition Joined(
        JsonObject node,
        JsonNode? parts,
        string path,
        int depth,
        Func<List<FilterCondition>, FilterCondition> join
    )
    {
        if (Only(node, parts, path) is not JsonArray { Count: > 0 } array)
        {
            throw Wrong(path, "a list of conditions is wanted", "write at least one");
        }

        var list = array.Select((part, index) => Read(part, $"{path}[{index}]", depth + 1)).ToList();
        return list.Count == 1 ? list[0] : join(list);
    }

    private static JsonNode? Only(JsonObject node, JsonNode? value, string path) =>
        node.Count == 1 ? value : throw Wrong(path, "other keys stand beside it", "put each in an object of its own");

    private static FilterCondition Leaf(JsonObject node, string path)
    {
        if (node.Select(pair => pair.Key).FirstOrDefault(key => key is not ("field" or "op" or "value" or "ignoreCase")) is { } unknown)
        {
            throw Wrong(At(path, unknown), "the key is unknown", "known are field, op, value, ignoreCase; and, or, not");
        }

        var written = Text(node["field"]) ?? throw Wrong(At(path, "field"), "a field is missing", $"fields are {FieldRules.Known}");
        var field = FilterField.Parse(written, out var error) ?? throw Wrong(At(path, "field"), error!.Message, error.Remedy);
        var op = (Text(node["op"]) ?? "").ToLowerInvariant();
        var (value, at) = (node["value"], At(path, "value"));
        if (node.ContainsKey("ignoreCase") && op != "matches")
        {
            throw Wrong(At(path, "ignoreCase"), "only matches has it", "use matches with a pattern");
        }

        if (op is "contains" or "starts with" or "ends with" or "matches" && (field.IsNumber || field.IsTime))
        {
            throw Wrong(At(path, "op"), $"{field} is no text", "compare it with = != < <= > >= or between");
        }

        return op switch
        {
            "between" => Range(field, value, at),
            "in" => new InList(field, [.. Array(value, at).Select((item, index) => Literal(field, item, $"{at}[{index}]"))]),
            "contains" => new TextMatch(field, TextPlace.Anywhere, Wanted(value, at)),
            "starts with" => new TextMatch(field, TextPlace.Start, Wanted(value, at)),
            "ends with" => new TextMatch(field, TextPlace.End, Wanted(value, at)),
            "matches" => Pattern(field, node, path),
            "is null" => node.ContainsKey("value")
                ? throw Wrong(at, "is null has no value", "leave it out; for the contrary put the condition under not")
                : new IsNull(field),
            _ => Compare(
                field,
                Operators.Find(op) ?? throw Wrong(At(path, "op"), $"'{op}' is no operator", $"use one of {Ops}"),
                value,
                at
            ),
        };
    }

    private static Comparison Compare(FilterField field, ComparisonOperator comparison, JsonNode? value, string path)
    {
        var literal = Literal(field, value, path);
        return literal.Kind == FilterLiteralKind.Flag && comparison is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            ? throw Wrong(path, "true and false have no order", "use = or !=")
            : new Comparison(field, comparison, literal);
    }

    private static Between Range(FilterField field, JsonNode? value, string path)
    {
        var bounds = Array(value, path);
        if (bounds.Count != 2)
        {
            throw Wrong(path, "two bounds are wanted", "write [low, high]; both are included");
        }

        var (low, high) = (Literal(field, bounds[0], path + "[0]"), Literal(field, bounds[1], path + "[1]"));
        return Literals.RangeProblem(low, high) is { } problem
            ? throw Wrong(path, problem.Message, problem.Remedy)
            : new Between(field, low, high);
    }

    private static PatternMatch Pattern(FilterField field, JsonObject node, string path)
    {
        var ignoreCase = node["ignoreCase"] is JsonValue flag && flag.GetValueKind() == JsonValueKind.True;
        return FilterPattern.TryCreate(Wanted(node["value"], At(path, "value")), ignoreCase, out var pattern, out var problem)
            ? new PatternMatch(field, pattern!)
            : throw Wrong(At(path, "value"), problem!, "correct the pattern; use no lookarounds, back-references or atomic groups");
    }

    private static FilterLiteral Literal(FilterField field, JsonNode? json, string path)
    {
        var value = json switch
        {
            JsonObject moment => Moment(moment),
            JsonValue scalar => Scalar(scalar, path),
            _ => null,
        };
        if (value is not { } literal)
        {
            throw Wrong(path, "a value is missing or wrong", "give a text, a number, true, false, or {\"time\": \"2026-11-23T08:00:00Z\"}");
        }

        return Literals.Fit(field, literal, out var problem) ?? throw Wrong(path, problem!.Value.Message, problem.Value.Remedy);
    }

    private static FilterLiteral? Moment(JsonObject json) =>
        json.Count == 1 && ScalarText.TryTime(Text(json["time"]), out var micros) ? FilterLiteral.OfMicroseconds(micros) : null;

    private static FilterLiteral? Scalar(JsonValue scalar, string path) =>
        scalar.GetValueKind() switch
        {
            JsonValueKind.String => FilterLiteral.Of(Wanted(scalar, path)),
            JsonValueKind.True => FilterLiteral.Of(true),
            JsonValueKind.False => FilterLiteral.Of(false),
            JsonValueKind.Number when ScalarText.TryNumber(scalar.ToJsonString(), out var number) => FilterLiteral.Of(number),
            _ => null,
        };

    private static JsonArray Array(JsonNode? value, string path) =>
        value is JsonArray { Count: > 0 } array ? array : throw Wrong(path, "a list of values is wanted", "write [\"a\", \"b\"]");

    private static string Wanted(JsonNode? value, string path)
    {
        var text = Text(value) ?? throw Wrong(path, "a text is wanted", "put it in quotes");
        return FilterText.IsWellFormed(text)
            ? text
            : throw Wrong(path, "the text holds half a surrogate pair", "write the character itself");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string At(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static FilterSyntaxException Wrong(string path, string message, string remedy) =>
        new(new FilterError(message, remedy, Path: path.Length == 0 ? "(filter)" : path));
}
