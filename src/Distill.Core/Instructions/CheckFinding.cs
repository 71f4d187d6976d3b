using System.Text.Json.Nodes;

namespace Distill.Core.Instructions;

/// <summary>One thing that a program checked in an answer.</summary>
/// <param name="Name">What was checked: an instruction's id, a JSON pointer, a field's path.</param>
/// <param name="Passed">True when it is as it should be.</param>
/// <param name="Message">What was found, and what was wanted, for people.</param>
/// <param name="Measured">The value measured: a number, a text, or null when there is none to give.</param>
public sealed record CheckFinding(string Name, bool Passed, string Message, JsonNode? Measured = null);
