using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting;

/// <summary>Renders a report as one self-contained HTML page: inline style and SVG, no script, no external resource; well-formed as XML, too.</summary>
public static class ReportHtml
{
    private static readonly string Style = LoadStyle();

    /// <summary>Renders it.</summary>
    public static string Render(RunReport report)
    {
        var page = Begin($"{report.Name}: distillation report");
        HeadlineSection.Add(page, report);
        MatrixSection.Add(page, report);
        TrainingSection.Add(page, report);
        QualitySection.Add(page, report);
        ExamplesSection.Add(page, report);
        CleaningSection.Add(page, report);
        AugmentationSection.Add(page, report);
        DataSection.Add(page, report);
        UsageSection.Add(page, report);
        page.Add($"<footer>Run {report.RunId} · made by Distill · {ReportFormat.Time(report.EndedAt)}</footer></main></body></html>\n");
        return page.ToString();
    }

    /// <summary>A page up to the beginning of its content, with the style of the reports.</summary>
    internal static Markup Begin(string title)
    {
        var page = new Markup();
        page.Add($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>");
        page.Add(
            $"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/>"
        );
        // Nothing is fetched, whatever the data holds.
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>");
        page.Add($"<title>{title}</title><style>\n");
        page.Add(Markup.Trusted(Style));
        page.Add($"</style></head><body><main>\n");
        return page;
    }

    private static string LoadStyle()
    {
        const string name = "Distill.Core.Reporting.Html.report.css";
        using var stream = typeof(ReportHtml).Assembly.GetManifestResourceStream(name);
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"The resource {name} is missing."));
        return reader.ReadToEnd();
    }
}
