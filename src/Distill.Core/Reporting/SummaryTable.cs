namespace Distill.Core.Reporting;

/// <summary>A table as plain data.</summary>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells as texts, one list a row, as long as the headings.</param>
public sealed record SummaryTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
