namespace Distill.Core.Judging.Verdicts;

/// <summary>A table of figures, ready to be shown in any form.</summary>
/// <param name="Title">Heading of a judge's figures; empty for a table that belongs to the one before.</param>
/// <param name="Columns">Headings of the columns.</param>
/// <param name="Rows">Cells by row.</param>
public sealed record VerdictTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
