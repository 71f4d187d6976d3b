namespace Distill.Api.Problems;

/// <summary>One wrong field of a request, as problem details list it under <c>errors</c>.</summary>
/// <param name="Field">Path of the field; empty for the whole document.</param>
/// <param name="Line">Line of the document from 1; null where there are no lines.</param>
/// <param name="Column">Column from 1; null where there are no lines.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it; null when the message says it.</param>
public sealed record FieldError(string Field, long? Line, long? Column, string Message, string? Remedy);
