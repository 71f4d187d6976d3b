using System.Globalization;
using Distill.Cli.Progress;
using Distill.Core.Splits;
using Spectre.Console;

namespace Distill.Cli.Splitting;

/// <summary>Shows a split, and leaks.</summary>
internal static class SplitView
{
    /// <summary>Writes a split: rows by class and set.</summary>
    public static void Write(IAnsiConsole console, SplitResult split, IReadOnlyDictionary<SplitSet, string> files)
    {
        var sets = files.Keys.Order().ToList();
        var table = new Table().Border(TableBorder.None).AddColumns(["Class", .. sets.Select(set => set.ToString())]);
        foreach (var column in table.Columns)
        {
            column.NoWrap().Padding(0, 0, 2, 0);
        }

        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (var label in sets.SelectMany(set => split.Counts[set].Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var counts = sets.Select(set => new Text(Figures.Count(split.Counts[set].GetValueOrDefault(label))));
            table.AddRow([new Text(ClassName.Of(label)), .. counts]);
        }

        table.AddRow([new Text("in all"), .. sets.Select(set => new Text(Figures.Count(split.Counts[set].Values.Sum())))]);
        console.Write(table);
        console.WriteLine(
            $"{Figures.Count(split.Groups)} groups of equal or nearly equal prompts, the largest of {Figures.Count(split.LargestGroup)}; none is divided."
        );
        foreach (var set in sets)
        {
            console.WriteLine($"{set} in {files[set]}");
        }
    }

    /// <summary>Writes what a check found.</summary>
    public static void Write(IAnsiConsole console, (long Rows, long BadLines) compared, IReadOnlyList<Leak> leaks, int limit)
    {
        var bad = compared.BadLines > 0 ? $" ({Figures.Count(compared.BadLines)} bad lines were not)" : "";
        if (leaks.Count == 0)
        {
            console.WriteLine($"{Figures.Count(compared.Rows)} rows compared{bad}: no evaluation row is in the training file, or nearly.");
            return;
        }

        foreach (var leak in leaks)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{leak.Similarity:0.00}  {leak.FirstId}  =  {leak.SecondId}"));
        }

        var more = leaks.Count == limit ? " or more" : "";
        console.WriteLine(
            $"{Figures.Count(leaks.Count)}{more} pairs of {Figures.Count(compared.Rows)} rows{bad}, a training and an evaluation row each, are the same prompt, or nearly: the evaluation would flatter the student."
        );
    }
}
