using System.Text.Json.Nodes;
using Distill.Core.Evaluation.Text;

namespace Distill.Core.Instructions;

/// <summary>The answer holds a JSON object with exactly the expected fields and values.</summary>
internal sealed record JsonFieldsCheck : ProgramCheck
{
    private readonly string _expected;

    public JsonFieldsCheck(string expected)
    {
        // Read once here, so that a wrong setting is found before the first answer.
        _ = JsonFieldMatch.Of("", expected);
        _expected = expected;
    }

    public override CheckResult Check(string prompt, string? answer)
    {
        var match = JsonFieldMatch.Of(answer, _expected);
        return match.Error is { } error
            ? new CheckResult([new CheckFinding("json", false, error)], false)
            : new CheckResult([.. match.Fields.Select(Finding)], match.IsExact);
    }

    private static CheckFinding Finding(JsonFieldResult field) =>
        new(
            field.Path,
            field.Matches,
            field.Expected is null ? "not expected"
                : field.Answered is null ? "missing"
                : field.Matches ? "equal"
                : $"expected {field.Expected}",
            field.Answered is null ? null : JsonNode.Parse(field.Answered)
        );
}
