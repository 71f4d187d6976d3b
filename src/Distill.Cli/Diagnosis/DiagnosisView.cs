using System.Globalization;
using Distill.Cli.Progress;
using Distill.Core.Training.Curves;
using Spectre.Console;

namespace Distill.Cli.Diagnosis;

/// <summary>Shows a diagnosed curve: what was read, the verdict with its figures, what to do next, and the drawing.</summary>
internal static class DiagnosisView
{
    private const int PlotHeight = 13;

    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="html">The page that was written, or null.</param>
    public static void Write(IAnsiConsole console, DiagnosedCurve curve, string? html)
    {
        var diagnosis = curve.Diagnosis;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        Row(grid, "Format", Format(curve.Reading.Format));
        Row(grid, "Points", Points(curve.Reading.Curve));
        Row(grid, "Trained", Trained(curve));
        grid.AddRow(new Text("Verdict"), new Text(CurveVerdictText.Of(diagnosis.Verdict), Style(diagnosis.Verdict)));
        Row(grid, "Why", diagnosis.Summary);
        Row(grid, "Figures", string.Join(", ", diagnosis.Figures.Select(pair => $"{pair.Key.Replace('_', ' ')} {Number(pair.Value)}")));
        Row(grid, "Best", Best(diagnosis));
        Row(grid, "Next", Next(diagnosis));
        Row(grid, "Skipped", Skipped(curve.Reading.Curve));
        Row(grid, "Page", html ?? "");
        console.Write(grid);
        Draw(console, curve);
    }

    private static void Row(Grid grid, string name, string text)
    {
        if (text.Length > 0)
        {
            grid.AddRow(new Text(name), new Text(text));
        }
    }

    private static string Format(CurveFormat format) =>
        format switch
        {
            CurveFormat.HuggingFace => "trainer_state.json of Hugging Face's Trainer",
            CurveFormat.JsonLines => "JSON lines of steps and losses (LLaMA-Factory)",
            _ => "CSV with a header: a result file or a trainer's table",
        };

    private static string Points(LossCurve curve)
    {
        var train = curve.Points.Count(point => point.TrainLoss is not null);
        var validation = curve.Points.Count(point => (point.FullValidationLoss ?? point.ValidationLoss) is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{train:N0} training and {validation:N0} validation losses, steps {curve.Points[0].Step} to {curve.Points[^1].Step}"
        );
    }

    private static string Trained(DiagnosedCurve curve)
    {
        var assumed = curve.Assumed.Count > 0 ? $" (assumed: {string.Join(" and ", curve.Assumed)})" : "";
        return Parameters(curve.Used) + assumed;
    }

    private static string Parameters(TrainingParameters parameters) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{parameters.Epochs} {(parameters.Epochs == 1 ? "epoch" : "epochs")}, learning-rate multiplier {parameters.LearningRateMultiplier:0.###}"
        );

    private static string Best(CurveDiagnosis diagnosis)
    {
        var step = diagnosis is { BestStep: { } at, BestLoss: { } loss } ? $"step {at}, loss {Number(loss)}" : "";
        var checkpoint = diagnosis.BestCheckpoint is { } name ? $"use checkpoint {name} instead of the final model" : "";
        return string.Join("; ", new[] { step, checkpoint }.Where(text => text.Length > 0));
    }

    private static string Next(CurveDiagnosis diagnosis) => diagnosis.Next is { } next ? $"{Parameters(next)}: {diagnosis.NextReason}" : "";

    private static string Skipped(LossCurve curve) =>
        curve.Skipped.Count > 0 ? $"{Figures.Count(curve.Skipped.Count)}; first: {curve.Skipped[0]}" : "";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static Style Style(CurveVerdict verdict) =>
        verdict switch
        {
            CurveVerdict.Converged => new Style(Color.Green, decoration: Decoration.Bold),
            CurveVerdict.Diverged or CurveVerdict.NotANumber or CurveVerdict.Collapsed => new Style(Color.Red, decoration: Decoration.Bold),
            _ => new Style(Color.Yellow, decoration: Decoration.Bold),
        };

    private static void Draw(IAnsiConsole console, DiagnosedCurve curve)
    {
        // One cell is left free: terminals break a line that ends in the last one.
        var width = Math.Clamp(console.Profile.Width - 1, 40, 110);
        var best = curve.Diagnosis.BestStep;
        var lines = CurvePlot.Draw(curve.Reading.Curve, best, width, PlotHeight);
        if (lines.Count == 0)
        {
            return;
        }

        var drawing = new Paragraph("\n");
        foreach (var run in lines.SelectMany(line => line.Append(new PlotRun(PlotPart.Empty, "\n"))))
        {
            drawing.Append(run.Text, Style(run.Part));
        }

        Legend(drawing, curve.Reading.Curve, best);
        console.Write(drawing);
        console.WriteLine();
    }

    private static void Legend(Paragraph drawing, LossCurve curve, int? best)
    {
        drawing.Append("⠒⠒", Style(PlotPart.Train)).Append(" training loss");
        if (curve.Points.Any(point => (point.FullValidationLoss ?? point.ValidationLoss) is not null))
        {
            drawing.Append("   ").Append("•", Style(PlotPart.Validation)).Append(" validation loss");
        }

        if (best is not null)
        {
            drawing
                .Append("   ")
                .Append("▲", Style(PlotPart.Best))
                .Append(string.Create(CultureInfo.InvariantCulture, $" best step {best}"));
        }
    }

    private static Style Style(PlotPart part) =>
        part switch
        {
            PlotPart.Train => new Style(Color.Blue),
            PlotPart.Validation => new Style(Color.Yellow),
            PlotPart.Best => new Style(Color.Green),
            _ => Spectre.Console.Style.Plain,
        };
}
