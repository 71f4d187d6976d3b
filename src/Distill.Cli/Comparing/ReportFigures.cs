namespace Distill.Cli.Comparing;

/// <summary>The figures of a report, by name.</summary>
/// <param name="Name">The run or the file.</param>
/// <param name="Figures">The figures.</param>
internal sealed record ReportFigures(string Name, IReadOnlyDictionary<string, ReportFigure> Figures);
