using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Wheels;

/// <summary>The like rate by turn as inline SVG: a line with its 95% intervals on a scale from 0 to 100%.</summary>
internal static class LikeRateChart
{
    private const double Width = 640;
    private const double Height = 260;
    private const double Left = 52;
    private const double Right = 40;
    private const double Top = 18;
    private const double Bottom = 34;

    public static void Add(Markup page, IReadOnlyList<LikedTraffic> traffic)
    {
        page.Add(
            $"<figure class=\"chart\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Like rate of the online model by turn\">"
        );
        for (var i = 0; i <= 4; i++)
        {
            var y = Y(i / 4.0);
            page.Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            page.Add($"<text class=\"tick\" text-anchor=\"end\" x=\"{Left - 8}\" y=\"{y + 4:0.#}\">{i * 25}%</text>");
        }

        var points = traffic
            .Index()
            .Select(item => (X: X(item.Index, traffic.Count), item.Item.LikeRate, Name: WheelText.Place(item.Index)))
            .ToList();
        page.Add(
            $"<polyline class=\"line train\" points=\"{string.Join(' ', points.Select(point => ReportFormat.Text($"{point.X:0.#},{Y(point.LikeRate.Value):0.#}")))}\"/>"
        );
        foreach (var (x, rate, name) in points)
        {
            page.Add(
                $"<line class=\"whisker\" stroke=\"currentColor\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Y(rate.Low):0.#}\" y2=\"{Y(rate.High):0.#}\"/>"
            );
            page.Add($"<circle class=\"dot train\" cx=\"{x:0.#}\" cy=\"{Y(rate.Value):0.#}\" r=\"5\"/>");
            page.Add(
                $"<text class=\"tick\" text-anchor=\"middle\" x=\"{x:0.#}\" y=\"{Y(rate.High) - 8:0.#}\">{rate.Value * 100:0.0}%</text>"
            );
            page.Add($"<text class=\"tick\" text-anchor=\"middle\" x=\"{x:0.#}\" y=\"{Height - Bottom + 20}\">{name}</text>");
        }

        page.Add(
            $"</svg><figcaption><span class=\"key train\">share of answers that their users like, with its 95% interval</span></figcaption></figure>"
        );
    }

    private static double X(int index, int count) => Left + 40 + ((Width - Left - Right - 40) * index / Math.Max(1, count - 1)) - 10;

    private static double Y(double share) => Top + ((Height - Top - Bottom) * (1 - share));
}
