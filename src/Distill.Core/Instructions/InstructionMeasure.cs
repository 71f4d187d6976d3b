using System.Text.Json.Nodes;

namespace Distill.Core.Instructions;

/// <summary>What one look at an answer says.</summary>
/// <param name="Followed">True when the instruction is followed.</param>
/// <param name="Measured">The value measured, or null.</param>
internal readonly record struct InstructionMeasure(bool Followed, JsonNode? Measured)
{
    public static InstructionMeasure Of(bool followed) => new(followed, null);

    public static InstructionMeasure Of(bool followed, int measured) => new(followed, JsonValue.Create(measured));

    public static InstructionMeasure Of(bool followed, string? measured) => new(followed, JsonValue.Create(measured));
}
