using System.Text.Json;

namespace Distill.Core.Evaluation.Text;

/// <summary>Compares a JSON object in an answer with the expected one, field by field. Pure; never throws on an answer.</summary>
public sealed record JsonFieldMatch
{
    /// <summary>The fields, in the order expected, those not expected last; empty when the answer is no JSON object.</summary>
    public required IReadOnlyList<JsonFieldResult> Fields { get; init; }

    /// <summary>Null when compared, else <c>no_json</c>.</summary>
    public string? Error { get; init; }

    /// <summary>Fields expected.</summary>
    public required int Expected { get; init; }

    /// <summary>Expected fields that match.</summary>
    public int Matched => Fields.Count(result => result.Matches);

    /// <summary>Fields that were answered without being expected.</summary>
    public int Extra => Fields.Count(result => result.Expected is null);

    /// <summary>True when every expected field matches and there is no other.</summary>
    public bool IsExact => Error is null && Matched == Expected && Extra == 0;

    /// <summary>The comparison of an answer; of several objects in it the last one counts.</summary>
    /// <param name="answer">The answer: JSON, in a fence or in prose.</param>
    /// <param name="expected">The expected object.</param>
    /// <exception cref="InvalidSettingException">The expected text is no JSON object.</exception>
    public static JsonFieldMatch Of(string? answer, string expected)
    {
        if (JsonObjectFinder.Find(expected) is not [.., var wanted])
        {
            throw new InvalidSettingException($"The expected answer is no JSON object: {expected}");
        }

        var leaves = Leaves(wanted);
        if (JsonObjectFinder.Find(answer ?? "") is not [.., var given])
        {
            return new JsonFieldMatch
            {
                Fields = [],
                Error = "no_json",
                Expected = leaves.Count,
            };
        }

        var answers = Leaves(given);
        var fields = leaves.Select(leaf => Compare(leaf.Key, leaf.Value, answers.TryGetValue(leaf.Key, out var found) ? found : null));
        var extra = answers
            .Where(leaf => !leaves.ContainsKey(leaf.Key))
            .Select(leaf => new JsonFieldResult(leaf.Key, null, leaf.Value.GetRawText(), false));
        return new JsonFieldMatch { Fields = [.. fields, .. extra], Expected = leaves.Count };
    }

    private static JsonFieldResult Compare(string path, JsonElement expected, JsonElement? answered) =>
        new(path, expected.GetRawText(), answered?.GetRawText(), answered is { } value && Same(expected, value));

    private static bool Same(JsonElement left, JsonElement right) =>
        (left.ValueKind, right.ValueKind) switch
        {
            (JsonValueKind.String, JsonValueKind.String) => left.GetString()!.Trim() == right.GetString()!.Trim(),
            (JsonValueKind.Number, JsonValueKind.Number) => left.TryGetDecimal(out var a) && right.TryGetDecimal(out var b)
                ? a == b
                : left.GetRawText() == right.GetRawText(),
            var (a, b) => a == b,
        };

    // An empty object or array is a value of its own.
    private static OrderedDictionary<string, JsonElement> Leaves(JsonElement root)
    {
        var leaves = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        Collect(root, "");
        return leaves;

        void Collect(JsonElement element, string path)
        {
            var count = leaves.Count;
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, Join(path, property.Name));
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var (i, item) in element.EnumerateArray().Index())
                {
                    Collect(item, Join(path, $"{i}"));
                }
            }

            if (leaves.Count == count && path.Length > 0)
            {
                leaves[path] = element;
            }
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
