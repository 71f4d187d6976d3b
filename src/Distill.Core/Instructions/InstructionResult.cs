using System.Text.Json.Nodes;

namespace Distill.Core.Instructions;

/// <summary>Whether an answer follows an instruction.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Strict">True when the answer follows it as it stands.</param>
/// <param name="Loose">True when it follows it as it stands, or without asterisks, its first line, its last line, or several of these.</param>
/// <param name="Measured">What was measured in the answer as it stands: a count, a word, a language; null when only true or false can be said.</param>
public sealed record InstructionResult(Instruction Instruction, bool Strict, bool Loose, JsonNode? Measured);
