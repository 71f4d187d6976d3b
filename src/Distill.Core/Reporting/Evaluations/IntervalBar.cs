using Distill.Core.Reporting.Html;
using Distill.Core.Statistics;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>Draws estimates with their intervals on a common axis.</summary>
internal static class IntervalBar
{
    private const int Width = 300;

    /// <summary>A track from <paramref name="min"/> to <paramref name="max"/> with a line at the neutral value, the interval and the estimate.</summary>
    public static void Add(Markup page, Estimate? estimate, double min, double max, double? neutral, string css)
    {
        page.Add(
            $"<svg class=\"interval\" viewBox=\"0 0 {Width} 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"{Width}\" height=\"14\" rx=\"3\"/>"
        );
        if (estimate is not null)
        {
            var (low, high) = (At(estimate.Low), At(estimate.High));
            page.Add(
                $"<rect class=\"span {css}\" x=\"{low:0.#}\" y=\"3\" width=\"{Math.Max(1.5, high - low):0.#}\" height=\"8\" rx=\"2\"/>"
            );
            page.Add(
                $"<rect class=\"point\" x=\"{Math.Clamp(At(estimate.Value) - 1, 0, Width - 2):0.#}\" y=\"1\" width=\"2\" height=\"12\"/>"
            );
        }

        if (neutral is { } zero)
        {
            page.Add($"<rect class=\"neutral\" x=\"{At(zero) - 0.5:0.#}\" y=\"0\" width=\"1\" height=\"14\"/>");
        }

        page.Add($"</svg>");

        double At(double value) => Math.Clamp((value - min) / (max - min), 0, 1) * Width;
    }

    /// <summary>Green where the whole interval is above the neutral value, red where it is below.</summary>
    public static string Css(Estimate? estimate, double neutral) =>
        estimate is null ? ""
        : estimate.Low > neutral ? "up"
        : estimate.High < neutral ? "down"
        : "";
}
