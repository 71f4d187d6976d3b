namespace Distill.Orchestrations.Distilling;

/// <summary>Blob paths of a report.</summary>
/// <param name="Html">The page.</param>
/// <param name="Markdown">The text.</param>
/// <param name="Json">The data.</param>
public sealed record ReportPaths(string Html, string Markdown, string Json);
