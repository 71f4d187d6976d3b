using Distill.Core.Reporting.Html;
using Distill.Core.Training.Curves;

namespace Distill.Core.Reporting;

/// <summary>Renders the diagnosis of one loss curve as a self-contained HTML page in the style of the report.</summary>
public static class CurveHtml
{
    /// <summary>Renders it.</summary>
    /// <param name="name">What the curve is of, for example the file's name.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="diagnosis">Its diagnosis.</param>
    public static string Render(string name, LossCurve curve, CurveDiagnosis diagnosis)
    {
        var page = ReportHtml.Begin($"{name}: loss curve");
        page.Add($"<section><h2>{name}</h2><article class=\"card\"><h3>Loss curve");
        TrainingSection.Pill(page, diagnosis);
        page.Add($"</h3>");
        LossChart.Add(page, name, curve, diagnosis);
        TrainingSection.Diagnosis(page, diagnosis);
        page.Add($"</article></section><footer>Made by Distill</footer></main></body></html>\n");
        return page.ToString();
    }
}
