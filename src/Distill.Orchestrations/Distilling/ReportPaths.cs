namespace Distill.Orchestrations.Distilling;

/// <summary>Blob paths of a report.</summary>
/// <param name="Html">The page.</param>
/// <param name="Markdown">The text.</param>
/// <param name="Json">The data.</param>
/// <param name="Samples">What was measured of each sample; null where nothing was.</param>
public sealed record ReportPaths(string Html, string Markdown, string Json, string? Samples = null)
{
    /// <summary>The paths by format, as a run's record names them.</summary>
    public Dictionary<string, string> ByFormat()
    {
        var paths = new Dictionary<string, string>
        {
            ["html"] = Html,
            ["md"] = Markdown,
            ["json"] = Json,
        };
        if (Samples is { } samples)
        {
            paths["samples"] = samples;
        }

        return paths;
    }
}
