namespace Distill.Cli.Comparing;

/// <summary>A figure of a report with its 95% interval, where it has one.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
internal sealed record ReportFigure(double Value, double? Low = null, double? High = null);
