namespace Distill.Core.Reporting;

/// <summary>A line of the specification's summary.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">Its value, for people.</param>
public sealed record ReportFact(string Name, string Value);
