using System.Globalization;
using Distill.Cli.Files;
using Distill.Cli.Progress;
using Distill.Core.Sampling;
using Spectre.Console;

namespace Distill.Cli.Sampling;

/// <summary>Shows what sampling read, matched and took, and why not the rest.</summary>
internal static class SamplingView
{
    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="output">Where the sample is.</param>
    public static void Write(IAnsiConsole console, SamplingResult result, string output)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        WriteFiles(grid, result.Files);
        Row(grid, "Records", Figures.Count(result.Statistics.Read));
        Row(grid, "Rejected", Figures.Count(result.Rejects.Total));
        foreach (var (reason, count) in result.Rejects.Counts.OrderByDescending(pair => pair.Value))
        {
            var example = result.Rejects.Examples.TryGetValue(reason, out var first)
                ? $", first in {first.File}, {RejectText.Of(first)}"
                : "";
            Row(grid, $"  {reason}", Figures.Count(count) + example);
        }

        Row(grid, "Matched", Figures.Count(result.Statistics.Matched));
        Row(grid, "Taken", Figures.Count(result.Statistics.Taken));
        foreach (var (miss, count) in result.Statistics.Missed.OrderBy(pair => pair.Key))
        {
            Row(grid, $"  not: {Words(miss)}", Figures.Count(count));
        }

        foreach (var (reason, skipped) in result.Skipped)
        {
            Row(grid, "  not written", $"{reason} {Figures.Count(skipped.Count)}, first '{skipped.FirstId}'");
        }

        Row(grid, "Sample in", output == InputFile.Pipe ? "(stdout)" : output);
        console.Write(grid);
        if (result.Statistics.Strata.Count > 0)
        {
            console.Write(Strata(result.Statistics.Strata));
        }
    }

    /// <summary>A reason for programs.</summary>
    public static string Key(SamplingMiss miss) =>
        miss switch
        {
            SamplingMiss.NoTime => "no_time",
            SamplingMiss.OutsideWindow => "outside_window",
            SamplingMiss.NotDrawn => "not_drawn",
            _ => miss.ToString().ToLowerInvariant(),
        };

    private static string Words(SamplingMiss miss) =>
        miss switch
        {
            SamplingMiss.NoTime => "no time",
            SamplingMiss.OutsideWindow => "outside the window",
            SamplingMiss.NotDrawn => "not drawn",
            SamplingMiss.Stratum => "stratum not asked for",
            _ => miss.ToString().ToLowerInvariant(),
        };

    private static void WriteFiles(Grid grid, IReadOnlyList<SampledFile> files)
    {
        if (files is [var only])
        {
            Row(grid, "Format", $"{only.Detection.Format}: {only.Detection.Reason}");
            return;
        }

        Row(grid, "Files", Figures.Count(files.Count));
        foreach (var format in files.GroupBy(file => file.Detection.Format))
        {
            Row(grid, $"  {format.Key}", Figures.Count(format.Count()));
        }
    }

    private static Table Strata(IReadOnlyList<StratumCount> strata)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Stratum").AddColumn(new TableColumn("Matched").RightAligned()).AddColumn(new TableColumn("Taken").RightAligned());
        foreach (var stratum in strata)
        {
            var isShort = stratum.Asked is { } asked && stratum.Taken < asked;
            table.AddRow(
                new Text(stratum.Name),
                new Text(Figures.Count(stratum.Matched)),
                new Text(
                    Figures.Count(stratum.Taken) + (isShort ? string.Create(CultureInfo.InvariantCulture, $" of {stratum.Asked}") : "")
                )
            );
        }

        return table;
    }

    private static void Row(Grid grid, string name, string text) => grid.AddRow(new Text(name), new Text(text));
}
