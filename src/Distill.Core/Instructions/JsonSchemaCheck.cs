using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distill.Core.Evaluation;
using Json.Schema;

namespace Distill.Core.Instructions;

/// <summary>The answer is JSON that a JSON Schema (draft 6 to 2020-12) allows.</summary>
internal sealed record JsonSchemaCheck : ProgramCheck
{
    // More faults than this help nobody to mend an answer.
    private const int MaxFindings = 20;

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    private readonly JsonSchema _schema;

    private JsonSchemaCheck(JsonSchema schema) => _schema = schema;

    public static JsonSchemaCheck Create(string schema)
    {
        try
        {
            var parsed = JsonNode.Parse(schema);
            RefuseForeignReferences(parsed);
            var built = JsonSchema.FromText(schema, new BuildOptions { Dialect = DialectOf(parsed) });
            SchemaPatterns.Bound(built);
            return new JsonSchemaCheck(built);
        }
        catch (Exception wrong)
            when (wrong
                    is JsonException
                        or JsonSchemaException
                        or RefResolutionException
                        or ArgumentException
                        and not InvalidSettingException
            )
        {
            throw new InvalidSettingException($"schema is no JSON Schema: {wrong.Message.Split('\n')[0]}", wrong);
        }
    }

    // Of a schema that does not say by $schema; the library's own default is a draft to come, which refuses the keywords that older ones ignore.
    private static Dialect DialectOf(JsonNode? schema) =>
        schema is JsonObject fields && fields.ContainsKey("definitions") ? Dialect.Draft07 : Dialect.Draft202012;

    public override CheckResult Check(string prompt, string? answer) =>
        JsonAnswer.Parse(JsonAnswer.Unfence(answer), out var problem) is { } element
            ? Check(element)
            : new CheckResult([new CheckFinding("json", false, problem!)], false);

    /// <summary>Checks a JSON value.</summary>
    private CheckResult Check(JsonElement element)
    {
        EvaluationResults result;
        try
        {
            result = _schema.Evaluate(element, Options);
        }
        catch (RegexMatchTimeoutException slow)
        {
            return new CheckResult([new CheckFinding("pattern", false, SchemaPatterns.Explain(slow))], false);
        }

        if (result.IsValid)
        {
            return new CheckResult([], true);
        }

        var faults =
            from detail in result.Details ?? []
            where detail.Errors is not null
            from error in detail.Errors!
            select new CheckFinding(
                $"{detail.InstanceLocation}",
                false,
                error.Key.Length == 0 ? $"{error.Value} ({detail.EvaluationPath})" : $"{error.Key}: {error.Value}"
            );
        return new CheckResult([.. faults.Take(MaxFindings)], false);
    }

    // Nothing is fetched while data is cleaned; and a reference that leads nowhere is better found now than at the first answer that needs it.
    private static void RefuseForeignReferences(JsonNode? schema)
    {
        foreach (var reference in References(schema))
        {
            var inside =
                reference.StartsWith('#') && (reference.Length == 1 || reference[1] != '/' || Exists(schema, reference[2..].Split('/')));
            if (!inside)
            {
                throw new InvalidSettingException(
                    $"schema refers to '{reference}', which is not in it; put what it names under $defs and refer to #/$defs/NAME."
                );
            }
        }
    }

    private static bool Exists(JsonNode? node, IEnumerable<string> path)
    {
        foreach (var step in path.Select(step => Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~")))
        {
            node = node switch
            {
                JsonObject group => group[step],
                JsonArray list when int.TryParse(step, out var i) && i >= 0 && i < list.Count => list[i],
                _ => null,
            };
        }

        return node is not null;
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject group => group.SelectMany(pair =>
                pair is { Key: "$ref", Value: JsonValue value } && value.GetValueKind() == JsonValueKind.String
                    ? [value.GetValue<string>()]
                    : References(pair.Value)
            ),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };
}
