using Distill.Core.Reporting;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Insight.Html;

/// <summary>A histogram as inline SVG: a bar a bin, the median marked, bounds at both ends.</summary>
internal static class HistogramChart
{
    private const double Width = 440;
    private const double Height = 150;
    private const double Bottom = 22;
    private const double Top = 6;

    public static void Add(Markup page, FieldInsight field, NumberInsight numbers, string css)
    {
        var bins = numbers.Histogram;
        var most = bins.Max(bin => bin.Count);
        var step = Width / bins.Count;
        page.Add($"<figure class=\"chart\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Histogram of {field.Name}\">");
        page.Add($"<line class=\"grid\" x1=\"0\" x2=\"{Width}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>");
        foreach (var (index, bin) in bins.Index())
        {
            // What is there is to be seen, however little it is.
            var height = bin.Count == 0 ? 0 : Math.Max(1.5, bin.Count * (Height - Bottom - Top) / most);
            page.Add(
                $"<rect class=\"bar {css}\" x=\"{(index * step) + 1:0.##}\" y=\"{Height - Bottom - height:0.##}\" width=\"{Math.Max(1, step - 2):0.##}\" height=\"{height:0.##}\"><title>{Range(bin, field.IsTime)}: {ReportFormat.Count(bin.Count)}</title></rect>"
            );
        }

        var scale =
            (numbers.Median - bins[0].Low)
            / (bins.Count > 1 ? bins[1].Low - bins[0].Low : Math.Max(1e-300, (bins[0].High ?? numbers.Max) - bins[0].Low));
        var median = Math.Clamp(scale * step, 0, Width);
        page.Add($"<line class=\"best\" x1=\"{median:0.##}\" x2=\"{median:0.##}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/>");
        page.Add($"<text class=\"tick\" x=\"0\" y=\"{Height - 6}\">{InsightText.Number(bins[0].Low, field.IsTime)}</text>");
        page.Add($"<text class=\"tick\" text-anchor=\"end\" x=\"{Width}\" y=\"{Height - 6}\">{End(bins[^1], field.IsTime)}</text></svg>");
        page.Add(
            $"<figcaption><span class=\"key\">median {InsightText.Number(numbers.Median, field.IsTime)}</span><span>95%: {InsightText.Number(numbers.P95, field.IsTime)}</span><span>missing {InsightText.Share(field.Missing, field.Records)}</span></figcaption></figure>"
        );
    }

    private static string Range(HistogramBin bin, bool isTime) =>
        bin.High is { } high
            ? $"{InsightText.Number(bin.Low, isTime)} to {InsightText.Number(high, isTime)}"
            : InsightText.Bin(bin, isTime);

    private static string End(HistogramBin last, bool isTime) =>
        last.High is { } high ? InsightText.Number(high, isTime) : $"{InsightText.Number(last.Low, isTime)} and more";
}
