using Distill.Cli.Terminal;
using Distill.Cli.Verdicts;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Reporting.Evaluations;
using Spectre.Console;

namespace Distill.Cli.Judging;

/// <summary>Shows an evaluation on the terminal.</summary>
internal static class EvaluationView
{
    private const int ShownExamples = 3;
    private const int ShownText = 240;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        console.Write(new Paragraph(EvaluationTables.Sentence(report) + "\n", new Style(decoration: Decoration.Bold)));
        foreach (var (reason, count) in report.LeftOut.Where(pair => pair.Value > 0))
        {
            console.Write(new Paragraph($"left out: {count} {reason}\n"));
        }

        foreach (var warning in report.Warnings)
        {
            console.Write(new Paragraph($"warning: {warning}\n", new Style(Color.Yellow)));
        }

        foreach (var table in EvaluationTables.Of(report))
        {
            VerdictView.Write(console, table);
        }

        if (EvaluationTables.People(report) is { } people)
        {
            console.Write(new Paragraph(people + "\n"));
        }

        Examples(console, report);
        if (report.Emulated.Count > 0)
        {
            console.Write(
                new Paragraph($"Distill's emulator answered for {string.Join(", ", report.Emulated)}.\n", new Style(Color.Yellow))
            );
        }
    }

    private static void Examples(IAnsiConsole console, EvaluationReport report)
    {
        var worst = report.Examples.Where(example => example.Outcome == Core.Judging.Pairwise.PairOutcome.Bad).Take(ShownExamples).ToList();
        if (worst.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.Write(new Text("Worst regressions\n", new Style(decoration: Decoration.Bold)));
        foreach (var example in worst)
        {
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            console.Write(new Text($"{example.Id}\n"));
            grid.AddRow(new Text("asked"), Short(example.Prompt));
            grid.AddRow(new Text(report.Baseline!.Name), Short(example.Baseline ?? ""));
            grid.AddRow(new Text(report.Candidate.Name), Short(example.Candidate));
            console.Write(grid);
        }
    }

    private static Text Short(string text) => new(CellText.Truncate(text.ReplaceLineEndings(" "), ShownText));
}
