using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Testing;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators;

/// <summary>Every operator meets the Big List of Naughty Strings, as prompt and as answer.</summary>
public class NaughtyStringTests
{
    // Decontamination needs data to compare with; its own tests bring it.
    public static TheoryData<string> Operators =>
        [.. OperatorRegistry.Default.Descriptors.Select(descriptor => descriptor.Name).Where(name => name != "decontamination")];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_OfNaughtyStrings_HasAnOutcomeForEach(string op)
    {
        string[] odd =
        [
            "",
            "\uD800",
            "\uDFFF\uD800",
            "\0",
            "```",
            "|-|",
            "[](",
            "{",
            new string('(', 2000),
            new string('[', 2000),
            new string('>', 2000),
            string.Concat(Enumerable.Repeat("- ", 1000)),
            new string('哈', 5000),
        ];
        var strings = JsonSerializer
            .Deserialize<string[]>(File.ReadAllText(SharedData.Require("robustness", "blns.json")))!
            .Concat(odd)
            .ToList();
        var samples = strings
            .SelectMany((text, i) => new[] { Pair(text, "ok", $"p{i}"), Pair("q", text, $"a{i}"), Pair(text, text, $"b{i}") })
            .ToList();
        var outcomes = Start(Step(op, Required(op))).Run(samples);
        outcomes.Count.ShouldBe(samples.Count);
        outcomes.Where(outcome => !outcome.Kept).ShouldAllBe(outcome => outcome.Operator == op && outcome.Drop!.Reason.Length > 0);
    }

    private static JsonObject Required(string op) =>
        op switch
        {
            "score_filter" => new JsonObject { ["score"] = "x", ["missing"] = "drop" },
            "json_schema_filter" => new JsonObject { ["schema"] = """{"type":"object"}""" },
            "truncation_filter" => new JsonObject { ["without_finish_reason"] = "read_text", ["min_length"] = 0 },
            _ => [],
        };
}
