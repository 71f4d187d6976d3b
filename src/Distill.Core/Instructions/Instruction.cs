using System.Text.Json.Nodes;

namespace Distill.Core.Instructions;

/// <summary>An instruction about an answer that a program can verify.</summary>
/// <param name="Id">
/// Its type, as IFEval names it (<c>length_constraints:number_words</c>; Zhou et al., "Instruction-Following Evaluation for Large Language Models", 2023), or one of
/// the types for Chinese that stand beside them in <see cref="InstructionTypes"/>.
/// </param>
/// <param name="Arguments">Its arguments, as in IFEval's <c>kwargs</c>: <c>{"relation":"at least","num_words":100}</c>. Treat as immutable.</param>
/// <param name="Source">The words of the prompt in which it was recognised; null when it came from a field.</param>
public sealed record Instruction(string Id, JsonObject Arguments, string? Source = null);
