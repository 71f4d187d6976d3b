using System.Globalization;
using Distill.Cli.Progress;
using Distill.Core.Evaluation.Comparing;
using Spectre.Console;

namespace Distill.Cli.Comparing;

/// <summary>Shows the figures of two reports side by side, and what their differences rest on.</summary>
internal static class ReportsView
{
    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, ComparedFigures compared)
    {
        console.Write(new Paragraph(Sentence(compared.Pairing) + "\n"));
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Figure", compared.Left.Name, compared.Right.Name, "Difference (95% CI)", "Test");
        foreach (var column in table.Columns.Skip(1).SkipLast(1))
        {
            column.NoWrap().RightAligned();
        }

        foreach (var figure in compared.Figures)
        {
            table.AddRow(
                new Text(figure.Name),
                new Text(Shown(figure.Left)),
                new Text(Shown(figure.Right)),
                new Text(Difference(figure)),
                new Text(Test(figure))
            );
        }

        console.Write(table);
        console.WriteLine("* the interval leaves 0 out.");
        if (compared is { Left.Against: { } first, Right.Against: { } second } && first != second)
        {
            console.Write(new Paragraph($"Win rates are against different baselines, {first} and {second}: they cannot be compared.\n"));
        }
    }

    private static string Sentence(RunPairing pairing) =>
        pairing.Problem is { } problem
            ? $"Not paired: {problem}. Shared ids: {Figures.Count(pairing.Shared)}. Differences are unpaired: made of each run's own interval, as if of independent samples."
            : $"Paired: {Figures.Count(pairing.SameQuestion)} samples were measured by both runs{Rest(pairing)}. Their differences are by sample: right and wrong answers by McNemar's test (mid-p) with Tango's interval, scores and comparisons by a paired bootstrap and the sign test (mid-p); figures without samples in common are unpaired.";

    private static string Rest(RunPairing pairing)
    {
        string[] parts =
        [
            Part(pairing.OnlyBaseline, "only by the first"),
            Part(pairing.OnlyCandidate, "only by the second"),
            Part(pairing.Shared - pairing.SameQuestion, "have one id and different questions"),
        ];
        var text = string.Join(", ", parts.Where(part => part.Length > 0));
        return text.Length == 0 ? "" : $" ({text})";
    }

    private static string Part(long count, string what) => count == 0 ? "" : $"{Figures.Count(count)} {what}";

    private static string Shown(ReportFigure? figure) =>
        figure switch
        {
            null => "–",
            { Low: { } low, High: { } high } => Text($"{figure.Value:0.###} ({low:0.###} to {high:0.###})"),
            _ => Text($"{figure.Value:0.####}"),
        };

    private static string Difference(ComparedFigure figure) =>
        figure switch
        {
            { Difference: { } difference } => Text(
                $"{difference.Value:+0.###;-0.###;0} ({difference.Low:+0.###;-0.###;0} to {difference.High:+0.###;-0.###;0})"
            ) + (figure.IsShown ? " *" : ""),
            { Change: { } change } => Text($"{change:+0.###;-0.###;0}"),
            _ => "–",
        };

    private static string Test(ComparedFigure figure) =>
        figure switch
        {
            { MidP: { } p, Samples: { } samples } =>
                $"{figure.Test}, {Figures.Count(samples)} paired, p {(p < 0.0001 ? "< 0.0001" : Text($"{p:0.0000}"))}",
            _ => figure.Test ?? "",
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
