using System.Globalization;
using Distill.Core.Training.Curves;

namespace Distill.Cli.Diagnosis;

/// <summary>Draws a loss curve in character cells. Pure: the same curve and size give the same lines.</summary>
/// <remarks>
/// Training losses are a line of Braille dots, two by four a cell; validation losses are one mark a column, so that the two are told apart without colour.
/// The scale ends at a high quantile, so that one spike does not press the rest flat; what is above stands at the upper edge.
/// </remarks>
internal static class CurvePlot
{
    // Dots of a Braille cell by row and column, as Unicode numbers them from U+2800.
    private static readonly int[,] Dots =
    {
        { 0x01, 0x08 },
        { 0x02, 0x10 },
        { 0x04, 0x20 },
        { 0x40, 0x80 },
    };

    /// <summary>The lines of the drawing, from the top; empty when there are fewer than two losses.</summary>
    /// <param name="curve">The curve; losses that are not finite are left out.</param>
    /// <param name="bestStep">Step to mark below the axis, or null.</param>
    /// <param name="width">Cells of a line, at least 20.</param>
    /// <param name="height">Lines of the plot without its axis, at least 3.</param>
    public static IReadOnlyList<IReadOnlyList<PlotRun>> Draw(LossCurve curve, int? bestStep, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 3);
        var train = Series(curve, point => point.TrainLoss);
        var validation = Series(curve, point => point.FullValidationLoss ?? point.ValidationLoss);
        if (train.Count + validation.Count < 2)
        {
            return [];
        }

        var (low, high) = Range([.. train.Concat(validation).Select(point => point.Loss)]);
        var labels = Labels(low, high, height);
        var gutter = labels.Max(label => label.Length) + 2;
        var area = new PlotArea(curve.Points[0].Step, curve.Points[^1].Step, low, high, width - gutter, height);
        var dots = Line(train, area);
        var marks = Marks(validation, area);
        var lines = Enumerable.Range(0, height).Select(row => Row(row, labels[row].PadLeft(gutter - 2), dots, marks, area.Width)).ToList();
        lines.AddRange(Axis(area, gutter, bestStep));
        return lines;
    }

    private static List<(int Step, double Loss)> Series(LossCurve curve, Func<LossPoint, double?> loss) =>
        [
            .. curve
                .Points.Where(point => loss(point) is { } value && double.IsFinite(value))
                .Select(point => (point.Step, loss(point)!.Value)),
        ];

    private static (double Low, double High) Range(List<double> losses)
    {
        losses.Sort();
        var low = losses[0];
        var usual = losses[(int)(0.98 * (losses.Count - 1))];
        var high = Math.Min(losses[^1], usual + ((usual - low) * 0.25));
        return high > low ? (low, high) : (low - Math.Max(0.5, Math.Abs(low) / 2), losses[^1] + Math.Max(0.5, Math.Abs(low) / 2));
    }

    private static string[] Labels(double low, double high, int height)
    {
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(high - low)), 0, 6);
        var every = Math.Max(1, (height - 1) / 4);
        return
        [
            .. Enumerable
                .Range(0, height)
                .Select(row => row % every == 0 || row == height - 1 ? Text(high - ((high - low) * row / (height - 1)), digits) : ""),
        ];
    }

    private static string Text(double value, int digits) =>
        Math.Abs(value) >= 1e6
            ? value.ToString("0.0e0", CultureInfo.InvariantCulture)
            : value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int[,] Line(List<(int Step, double Loss)> points, PlotArea area)
    {
        var cells = new int[area.Height, area.Width];
        for (var i = 0; i < points.Count; i++)
        {
            var from = area.Dot(points[Math.Max(0, i - 1)]);
            var to = area.Dot(points[i]);
            var steps = Math.Max(1, Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
            for (var at = 0; at <= steps; at++)
            {
                var x = from.X + (int)Math.Round((to.X - from.X) * (double)at / steps);
                var y = from.Y + (int)Math.Round((to.Y - from.Y) * (double)at / steps);
                cells[y / 4, x / 2] |= Dots[y % 4, x % 2];
            }
        }

        return cells;
    }

    private static HashSet<(int Row, int Column)> Marks(List<(int Step, double Loss)> points, PlotArea area) =>
        [
            .. points
                .GroupBy(point => area.Dot(point).X / 2)
                .Select(group => (area.Dot((group.First().Step, Median([.. group.Select(point => point.Loss)]))).Y / 4, group.Key)),
        ];

    private static double Median(List<double> losses)
    {
        losses.Sort();
        return losses[losses.Count / 2];
    }

    private static List<PlotRun> Row(int row, string label, int[,] dots, HashSet<(int Row, int Column)> marks, int width)
    {
        List<PlotRun> runs = [new(PlotPart.Axis, label + (string.IsNullOrWhiteSpace(label) ? " │" : " ┤"))];
        for (var column = 0; column < width; column++)
        {
            var (part, cell) =
                marks.Contains((row, column)) ? (PlotPart.Validation, '•')
                : dots[row, column] != 0 ? (PlotPart.Train, (char)(0x2800 + dots[row, column]))
                : (PlotPart.Empty, ' ');
            if (runs[^1].Part == part)
            {
                runs[^1] = runs[^1] with { Text = runs[^1].Text + cell };
            }
            else
            {
                runs.Add(new PlotRun(part, cell.ToString()));
            }
        }

        return runs;
    }

    private static IEnumerable<List<PlotRun>> Axis(PlotArea area, int gutter, int? bestStep)
    {
        var rule = new string('─', area.Width).ToCharArray();
        var best = bestStep is { } step && step >= area.First && step <= area.Last ? area.Dot((step, area.Low)).X / 2 : -1;
        yield return best < 0
            ? [new(PlotPart.Axis, new string(' ', gutter - 1) + "└" + new string(rule))]
            :
            [
                new(PlotPart.Axis, new string(' ', gutter - 1) + "└" + new string(rule, 0, best)),
                new(PlotPart.Best, "▲"),
                new(PlotPart.Axis, new string(rule, best + 1, area.Width - best - 1)),
            ];
        var (first, last) = (Number(area.First), Number(area.Last));
        yield return
        [
            new(
                PlotPart.Axis,
                new string(' ', gutter) + first + new string(' ', Math.Max(1, area.Width - first.Length - last.Length)) + last
            ),
        ];
    }

    private static string Number(int step) => step.ToString(CultureInfo.InvariantCulture);

    private sealed record PlotArea(int First, int Last, double Low, double High, int Width, int Height)
    {
        public (int X, int Y) Dot((int Step, double Loss) point) =>
            (
                (int)Math.Round((double)((long)point.Step - First) / Math.Max(1, (long)Last - First) * ((Width * 2) - 1)),
                (int)Math.Round((1 - Math.Clamp((point.Loss - Low) / (High - Low), 0, 1)) * ((Height * 4) - 1))
            );
    }
}
