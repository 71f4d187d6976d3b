using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Instructions;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>json_schema_filter</c>: the answer is JSON that a JSON Schema allows.</summary>
internal sealed class JsonSchemaFilter(ProgramCheck check) : IFilter
{
    // Enough to see what is wrong.
    private const int Shown = 5;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "json_schema_filter",
            OperatorKind.Filter,
            "Drops answers that are not JSON or that a JSON Schema (draft 6 to 2020-12) does not allow.",
            [OperatorParameter.Text("schema", "", "The schema as JSON text, in YAML best after 'schema: |'; required.")],
            (arguments, _) => Create(arguments.Text("schema"))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        if (TaughtAnswer.Of(sample) is not { } answer)
        {
            return null;
        }

        var result = check.Check("", answer);
        return result.Passed
            ? null
            : new Drop(
                result.Findings is [{ Name: "json" }] ? "not_json" : "schema_violated",
                new JsonObject { ["faults"] = new JsonArray([.. result.Findings.Take(Shown).Select(Fault)]) }
            );
    }

    private static JsonSchemaFilter Create(string schema) =>
        schema.Length == 0
            ? throw new InvalidSettingException("schema is missing; give a JSON Schema as text.")
            : new JsonSchemaFilter(ProgramCheck.ForJsonSchema(schema));

    private static JsonNode Fault(CheckFinding finding) => new JsonObject { ["at"] = finding.Name, ["problem"] = finding.Message };
}
