using Distill.Cli.Progress;
using Distill.Core.Insight;
using Spectre.Console;

namespace Distill.Cli.Insight;

/// <summary>Shows insight as tables and bars.</summary>
internal static class InsightView
{
    private const int MostBars = 10;

    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="report">The insight.</param>
    /// <param name="page">The page that was written; null for none.</param>
    public static void Write(IAnsiConsole console, InsightReport report, string? page)
    {
        Summary(console, report);
        Statistics(console, report);
        foreach (var sides in report.Fields)
        {
            foreach (var (side, field) in sides.Index())
            {
                Bars(console, field, sides.Count == 1 ? null : report.Sides[side].Source);
            }
        }

        Groups(console, report.Insight);
        Clusters(console, report.Insight);
        if (page is not null)
        {
            console.WriteLine($"Page in {page}");
        }
    }

    private static void Summary(IAnsiConsole console, InsightReport report)
    {
        var grid = new Grid();
        foreach (var _ in report.Sides.Append(report.Insight))
        {
            grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0));
        }

        Row("Data", side => side.Source);
        Row("Samples", side => Figures.Count(side.Records));
        Row("Rejected lines", side => Figures.Count(side.Rejected));
        if (report.Insight.Where is { } where)
        {
            console.WriteLine($"Where {where}");
            Row("Matched", side => $"{Figures.Count(side.Matched)} ({InsightText.Share(side.Matched, side.Records)})");
        }

        if (report.Insight.Diversity is not null)
        {
            Row("Exact duplicates", side => InsightText.Share(side.Diversity?.ExactDuplicates));
            Row(
                "Near-duplicates",
                side => $"{InsightText.Share(side.Diversity?.NearDuplicates)} of {Figures.Count(side.Diversity?.Sampled ?? 0)}"
            );
            Row(
                "Distinct-1/2/3",
                side =>
                    string.Join(
                        " / ",
                        new[] { side.Diversity?.Distinct1, side.Diversity?.Distinct2, side.Diversity?.Distinct3 }.Select(InsightText.Share)
                    )
            );
            Row("Type-token of 1,000", side => InsightText.Share(side.Diversity?.TypeToken));
        }

        console.Write(grid);

        void Row(string name, Func<DatasetInsight, string> text) =>
            grid.AddRow([new Text(name), .. report.Sides.Select(side => new Text(text(side)))]);
    }

    private static void Statistics(IAnsiConsole console, InsightReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Field");
        foreach (var name in new[] { "Missing", "Distinct", "Min", "5%", "Median", "Mean", "95%", "Max" })
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        foreach (var sides in report.Fields)
        {
            foreach (var (side, field) in sides.Index())
            {
                var numbers = field.Numbers;
                var figures = new[] { numbers?.Min, numbers?.Quantiles[1], numbers?.Median, numbers?.Mean, numbers?.P95, numbers?.Max };
                table.AddRow([
                    new Text(side == 0 ? field.Name : $"  {report.Sides[side].Source}"),
                    new Text(InsightText.Share(field.Missing, field.Records)),
                    new Text(Figures.Count(Math.Max(field.Values?.Distinct ?? 0, numbers?.Distinct ?? 0))),
                    .. figures.Select(figure => new Text(numbers is null ? "" : InsightText.Number(figure, field.IsTime))),
                ]);
            }
        }

        console.Write(table);
    }

    private static void Bars(IAnsiConsole console, FieldInsight field, string? side)
    {
        var bars = field.Values is { } values
            ? values.Top.Take(MostBars).Select(entry => (OneLine(entry.Value), entry.Count)).ToList()
            : field.Numbers?.Histogram.Select(bin => (InsightText.Bin(bin, field.IsTime), bin.Count)).ToList() ?? [];
        if (bars.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine(side is null ? field.Name : $"{field.Name}, {side}");
        var grid = new Grid()
            .AddColumn(new GridColumn().RightAligned().NoWrap().Padding(2, 0, 1, 0))
            .AddColumn(new GridColumn().NoWrap().Padding(0, 0, 1, 0))
            .AddColumn(new GridColumn().RightAligned().NoWrap().Padding(0, 0, 0, 0));
        var most = bars.Max(bar => bar.Item2);
        foreach (var (name, count) in bars)
        {
            grid.AddRow(
                new Text(name),
                new Text(Bar(count, most)),
                new Text($"{Figures.Count(count)}  {InsightText.Share(count, field.Records)}")
            );
        }

        console.Write(grid);
        Balance(console, field.Values);
    }

    private static void Balance(IAnsiConsole console, ValueInsight? values)
    {
        if (values is { Distinct: > 1, Balance: { } balance })
        {
            var thin =
                balance.Thin.Count == 0
                    ? "no thin class"
                    : $"thin: {string.Join(", ", balance.Thin.Take(MostBars).Select(entry => OneLine(entry.Value)))}";
            console.WriteLine(
                FormattableString.Invariant(
                    $"  {values.Distinct} classes, entropy {balance.Entropy:0.00} bits, evenness {balance.Evenness:0.00}, {thin}"
                )
            );
        }
        else if (values is not null && values.Distinct > MostBars)
        {
            console.WriteLine($"  {Figures.Count(values.Distinct)} different values; the most frequent are shown");
        }
    }

    private static void Groups(IAnsiConsole console, DatasetInsight insight)
    {
        if (insight.Groups.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(insight.By!).AddColumn(new TableColumn("Samples").RightAligned());
        foreach (var field in insight.Fields)
        {
            table.AddColumn(new TableColumn(field.Numbers is null ? field.Name : $"{field.Name}: median, 95%").RightAligned());
        }

        foreach (var group in insight.Groups)
        {
            table.AddRow([
                new Text(OneLine(group.Value ?? "(none)")),
                new Text(Figures.Count(group.Records)),
                .. group.Fields.Zip(insight.Fields, (field, whole) => new Text(Figure(field, group.Records, whole.IsTime))),
            ]);
        }

        console.Write(table);
    }

    private static string Figure(GroupField field, long records, bool isTime) =>
        field.Median is not null ? $"{InsightText.Number(field.Median, isTime)}  {InsightText.Number(field.P95, isTime)}"
        : field.TopValue is { } top ? $"{OneLine(top)} {InsightText.Share(field.TopCount, records)}"
        : "";

    private static void Clusters(IAnsiConsole console, DatasetInsight insight)
    {
        if (insight.Clusters.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine($"Clusters of {Figures.Count(insight.Clusters.Sum(cluster => cluster.Count))} prompts");
        var grid = new Grid()
            .AddColumn(new GridColumn().RightAligned().NoWrap().Padding(2, 0, 2, 0))
            .AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        foreach (var cluster in insight.Clusters)
        {
            grid.AddRow(new Text(InsightText.Share(cluster.Share)), new Text(OneLine(string.Join(", ", cluster.Words))));
        }

        console.Write(grid);
    }

    private static string Bar(long count, long most)
    {
        const int Width = 40;
        const string Eighths = " ▏▎▍▌▋▊▉";
        var parts = most == 0 ? 0 : (int)Math.Ceiling(8.0 * Width * count / most);
        return new string('█', parts / 8) + (parts % 8 == 0 ? "" : Eighths[parts % 8].ToString());
    }

    // What is in data may hold line ends and control codes, which a terminal would obey.
    private static string OneLine(string text)
    {
        const int Longest = 48;
        var line = new string([.. text.Take(Longest).Select(unit => char.IsControl(unit) ? ' ' : unit)]);
        return line.Trim().Length == 0 ? "(empty)"
            : text.Length > Longest ? line + "…"
            : line;
    }
}
