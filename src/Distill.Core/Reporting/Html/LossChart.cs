using Distill.Core.Training.Curves;

namespace Distill.Core.Reporting.Html;

/// <summary>A loss curve as inline SVG: training and validation loss over steps, the best step marked.</summary>
internal static class LossChart
{
    private const double Width = 640;
    private const double Height = 260;
    private const double Left = 46;
    private const double Right = 14;
    private const double Top = 14;
    private const double Bottom = 34;

    // More points than pixels would only make the file larger.
    private const int MaxPoints = 400;

    /// <summary>Adds the chart, or a sentence when there is nothing to draw.</summary>
    public static void Add(Markup page, string name, LossCurve curve, CurveDiagnosis? diagnosis)
    {
        var train = Series(curve, point => point.TrainLoss);
        var validation = Series(curve, point => point.FullValidationLoss ?? point.ValidationLoss);
        var all = train.Concat(validation).ToList();
        if (all.Count < 2)
        {
            page.Add($"<p class=\"muted\">There is no curve to draw: the result file has fewer than two losses.</p>");
            return;
        }

        // The top is a high quantile, so that one spike does not press the rest flat.
        var sorted = all.Select(point => point.Loss).Order().ToList();
        var highest = Math.Min(sorted[^1], sorted[(int)(0.98 * (sorted.Count - 1))] * 1.25);
        var scale = new Scale(all.Min(point => point.Step), all.Max(point => point.Step), NiceCeiling(Math.Max(highest, 1e-6)));
        page.Add($"<figure class=\"chart\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Loss of {name} by step\">");
        Grid(page, scale);
        Line(page, train, scale, "train");
        Line(page, validation, scale, "validation");
        if (diagnosis is { BestStep: { } step, BestLoss: { } loss } && step >= scale.First && step <= scale.Last)
        {
            page.Add($"<line class=\"best\" x1=\"{scale.X(step):0.#}\" x2=\"{scale.X(step):0.#}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/>");
            page.Add($"<circle class=\"best-dot\" cx=\"{scale.X(step):0.#}\" cy=\"{scale.Y(loss):0.#}\" r=\"4\"/>");
        }

        page.Add($"</svg><figcaption><span class=\"key train\">training loss</span>");
        if (validation.Count > 0)
        {
            page.Add($"<span class=\"key validation\">validation loss</span>");
        }

        if (diagnosis?.BestStep is { } best)
        {
            page.Add($"<span class=\"key best\">best step {best}</span>");
        }

        page.Add($"</figcaption></figure>");
    }

    private static void Grid(Markup page, Scale scale)
    {
        for (var i = 0; i <= 4; i++)
        {
            var loss = scale.Highest * i / 4;
            page.Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{scale.Y(loss):0.#}\" y2=\"{scale.Y(loss):0.#}\"/>");
            page.Add($"<text class=\"tick\" text-anchor=\"end\" x=\"{Left - 8}\" y=\"{scale.Y(loss) + 4:0.#}\">{loss:0.###}</text>");
            var step = scale.First + ((scale.Last - scale.First) * i / 4);
            var anchor = i == 4 ? "end" : "middle";
            page.Add($"<text class=\"tick\" text-anchor=\"{anchor}\" x=\"{scale.X(step):0.#}\" y=\"{Height - Bottom + 20}\">{step}</text>");
        }
    }

    private static void Line(Markup page, List<(int Step, double Loss)> points, Scale scale, string name)
    {
        if (points.Count == 0)
        {
            return;
        }

        var stride = (points.Count + MaxPoints - 1) / MaxPoints;
        page.Add($"<polyline class=\"line {name}\" points=\"");
        foreach (var (step, loss) in points.Where((_, i) => i % stride == 0 || i == points.Count - 1))
        {
            page.Add($"{scale.X(step):0.#},{scale.Y(loss):0.#} ");
        }

        page.Add($"\"/>");
        if (points.Count <= 12)
        {
            foreach (var (step, loss) in points)
            {
                page.Add($"<circle class=\"dot {name}\" cx=\"{scale.X(step):0.#}\" cy=\"{scale.Y(loss):0.#}\" r=\"3\"/>");
            }
        }
    }

    private static List<(int Step, double Loss)> Series(LossCurve curve, Func<LossPoint, double?> loss) =>
        [
            .. curve
                .Points.Where(point => loss(point) is { } value && double.IsFinite(value))
                .Select(point => (point.Step, loss(point)!.Value)),
        ];

    /// <summary>The next number whose quarters are round.</summary>
    private static double NiceCeiling(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new[] { 1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10 }.First(factor => factor * power >= value * 0.999999) * power;
    }

    private sealed record Scale(int First, int Last, double Highest)
    {
        public double X(double step) => Left + ((step - First) / Math.Max(1, Last - First) * (Width - Left - Right));

        public double Y(double loss) => Top + ((1 - Math.Clamp(loss / Highest, 0, 1)) * (Height - Top - Bottom));
    }
}
