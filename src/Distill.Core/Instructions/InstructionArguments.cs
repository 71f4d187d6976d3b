using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Evaluation;

namespace Distill.Core.Instructions;

/// <summary>Reads the arguments of an instruction, saying which one is missing or wrong.</summary>
/// <param name="instruction">The instruction.</param>
internal sealed class InstructionArguments(Instruction instruction)
{
    /// <summary>A whole number from 0 on.</summary>
    public int Count(string name) =>
        Find(name) is JsonValue value
        && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and <= int.MaxValue
        && double.IsInteger(number)
            ? (int)number
            : throw Wrong(name, "a whole number from 0 on");

    /// <summary>A text that is not empty.</summary>
    public string Text(string name) =>
        Find(name) is JsonValue value
        && value.GetValueKind() == JsonValueKind.String
        && value.GetValue<string>().Trim() is { Length: > 0 } text
            ? text
            : throw Wrong(name, "a text");

    /// <summary>A list of texts that are not empty, itself not empty.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = (Find(name) as JsonArray)
            ?.Select(item => item is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null)
            .ToList();
        return texts is { Count: > 0 } && texts.All(text => !string.IsNullOrWhiteSpace(text))
            ? [.. texts.OfType<string>()]
            : throw Wrong(name, "a list of texts");
    }

    /// <summary>Compares a count as the relation says: <c>less than</c>, <c>at least</c>, and beside IFEval's two <c>at most</c> and <c>exactly</c>.</summary>
    public Func<int, bool> Relation(string name, int limit) =>
        Text(name) switch
        {
            "less than" => count => count < limit,
            "at least" => count => count >= limit,
            "at most" => count => count <= limit,
            "exactly" => count => count == limit,
            _ => throw Wrong(name, "one of 'less than', 'at least', 'at most', 'exactly'"),
        };

    private JsonNode? Find(string name) => instruction.Arguments[name];

    private InvalidSettingException Wrong(string name, string wanted) =>
        new($"{instruction.Id}: {name} is {Find(name)?.ToJsonString() ?? "missing"}, but must be {wanted}.");
}
