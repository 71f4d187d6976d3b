using System.Globalization;
using Distill.Cli.Progress;
using Distill.Cli.Terminal;
using Distill.Core.Evaluation.Comparing;
using Distill.Core.Statistics;
using Spectre.Console;

namespace Distill.Cli.Comparing;

/// <summary>Shows how two models' answers compare.</summary>
internal static class ComparisonView
{
    private const int ShownCells = 300;

    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="comparison">The figures.</param>
    /// <param name="left">What was left out, and why.</param>
    public static void Write(IAnsiConsole console, AnswerComparison comparison, IReadOnlyDictionary<string, long> left)
    {
        console.Write(new Paragraph($"{Figures.Count(comparison.Candidate.Samples)} answers compared"));
        foreach (var (reason, count) in left.Where(pair => pair.Value > 0))
        {
            console.Write(new Paragraph($", {Figures.Count(count)} {reason}"));
        }

        console.WriteLine();
        console.Write(Metrics(comparison));
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Better on {comparison.Better:N0}, worse on {comparison.Worse:N0}; McNemar's test of the exact matches: mid-p {(comparison.Exact.MidP < 0.0001 ? "below 0.0001" : Digits(comparison.Exact.MidP))}."
            )
        );
        Regressions(console, comparison);
    }

    private static Table Metrics(AnswerComparison comparison)
    {
        var (before, after) = (comparison.Baseline, comparison.Candidate);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Metric", "Baseline", "Candidate", "Difference (95% CI)");
        foreach (var column in table.Columns.Skip(1))
        {
            column.NoWrap().RightAligned();
        }

        Row(table, "exact match", before.ExactMatch, after.ExactMatch, comparison.Exact.Difference);
        Row(table, "ROUGE-L", before.RougeL, after.RougeL, comparison.RougeL);
        table.AddRow("BLEU-4", Text(before.Bleu.Score), Text(after.Bleu.Score), Text(after.Bleu.Score - before.Bleu.Score));
        table.AddRow("chrF2", Text(before.Chrf.Score), Text(after.Chrf.Score), Text(after.Chrf.Score - before.Chrf.Score));
        return table;
    }

    private static void Row(Table table, string name, Estimate? before, Estimate? after, Estimate? difference) =>
        table.AddRow(
            name,
            Percent(before?.Value),
            Percent(after?.Value),
            difference is null ? "–" : $"{Percent(difference.Value)} ({Percent(difference.Low)} to {Percent(difference.High)})"
        );

    private static void Regressions(IAnsiConsole console, AnswerComparison comparison)
    {
        if (comparison.Regressions.Count > 0)
        {
            console.WriteLine();
            console.Write(new Text("Worst regressions\n", new Style(decoration: Decoration.Bold)));
        }

        foreach (var (pair, before, after) in comparison.Regressions)
        {
            var scores = string.Create(CultureInfo.InvariantCulture, $"{before:0.00} to {after:0.00}");
            console.Write(new Text($"{pair.Id}: {scores}\n"));
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            grid.AddRow(new Text("expected"), Short(pair.Expected));
            grid.AddRow(new Text("baseline"), Short(pair.Baseline));
            grid.AddRow(new Text("candidate"), Short(pair.Candidate));
            console.Write(grid);
        }
    }

    private static Text Short(string text) => new(CellText.Truncate(text.ReplaceLineEndings(" "), ShownCells));

    private static string Percent(double? share) =>
        share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "–";

    private static string Digits(double p) => p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Text(double score) => score.ToString("0.0", CultureInfo.InvariantCulture);
}
