namespace Distill.Core.Runs.Specs;

/// <summary>Something wrong in a spec, with all that is needed to mend it.</summary>
/// <param name="File">Name of the spec, as it was given.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Field">Path of the field, for example <c>students[0].epochs</c>; empty for the whole document.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record SpecError(string File, long Line, long Column, string Field, string Message, string Remedy)
{
    /// <summary>One line for a terminal: <c>file:line:column: field: message remedy</c>.</summary>
    public override string ToString() =>
        Field.Length == 0 ? $"{File}:{Line}:{Column}: {Message} {Remedy}" : $"{File}:{Line}:{Column}: {Field}: {Message} {Remedy}";
}
