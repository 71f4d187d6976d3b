using System.Text.Json.Nodes;

namespace Distill.Core.Operators;

/// <summary>A step of a recipe as the spec says it: <c>{op: text_length_filter, min: 1, max: 8000}</c>.</summary>
public sealed record OperatorSpec
{
    /// <summary>The operator's name.</summary>
    public required string Op { get; init; }

    /// <summary>The other keys of the step; empty takes the operator's defaults.</summary>
    public JsonObject Parameters { get; init; } = [];
}
