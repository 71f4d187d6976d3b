using Distill.Cli.Progress;
using Distill.Cli.Runs;
using Distill.Core.Inference;
using Distill.Core.Runs;
using Spectre.Console;

namespace Distill.Cli.Results;

/// <summary>Shows the record of a run: where it stands, what it found, what it used.</summary>
internal static class RunView
{
    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, RunRecord run)
    {
        var facts = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        facts.AddRow(new Text("Run"), new Text(run.Name == run.Id ? run.Id : $"{run.Id} ({run.Name})"));
        facts.AddRow(new Text("Status"), RunStatusText.Of(run.Status));
        if (run.EndedAt is null && run.Stage.Length > 0)
        {
            facts.AddRow(new Text("Stage"), new Text($"{run.Stage}, round {run.Round}"));
        }

        facts.AddRow(new Text("Started"), new Text(Figures.Time(run.CreatedAt)));
        if (run.EndedAt is { } ended)
        {
            facts.AddRow(new Text("Took"), new Text(Figures.Duration(ended - run.CreatedAt)));
        }

        // Shards are how the work is cut; what people count is records.
        var counts = run.Counts.Where(count => !count.Key.Contains(".shards", StringComparison.Ordinal)).ToList();
        if (counts.Count > 0)
        {
            facts.AddRow(
                new Text("Counts"),
                new Text(string.Join(", ", counts.Select(count => $"{count.Key} {Figures.Count(count.Value)}")))
            );
        }

        if (run.Error is { } error)
        {
            facts.AddRow(new Text("Error"), new Text(error, new Style(Color.Red)));
        }

        console.Write(facts);
        WriteUsage(console, run.Usage);
    }

    private static void WriteUsage(IAnsiConsole console, IReadOnlyDictionary<string, InferenceUsage> usage)
    {
        if (usage.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        string[] headings = ["Model/stage", "Calls", "Paid", "Cached", "Refused", "Tokens", "p50", "Cost"];
        foreach (var heading in headings)
        {
            var column = new TableColumn(heading).NoWrap().Padding(0, 0, 2, 0);
            table.AddColumn(heading == headings[0] ? column : column.RightAligned());
        }

        foreach (var (name, used) in usage.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.AddRow(
                name,
                Figures.Count(used.Calls),
                Figures.Count(used.Latency.Count),
                Figures.Count(used.CacheHits),
                Figures.Count(used.Refused),
                Figures.Count(used.InputTokens + used.OutputTokens),
                used.Latency.Count > 0 ? Figures.Latency(used.Latency.Percentile(0.5)) : "–",
                Figures.Money(used.Cost)
            );
        }

        console.Write(table);
    }
}
