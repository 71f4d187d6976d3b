using Distill.Core.Reporting.Turns;
using Spectre.Console;

namespace Distill.Cli.Results;

/// <summary>A turn of the flywheel on the terminal: what was found, what was decided.</summary>
internal static class TurnView
{
    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, TurnReport report)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("what", "count");
        if (report.Traffic is { } traffic)
        {
            Row("answers joined", traffic.Replies);
            Row("of them with feedback", traffic.WithFeedback);
            Row("low", report.Selection?.Classes.GetValueOrDefault("low") ?? 0);
            Row("liked", report.Selection?.Classes.GetValueOrDefault("liked") ?? 0);
            Row("new rows to train on", report.Fresh);
            Row("base rows to train on again", report.Replayed);
            Row("preference pairs", report.Pairs);
            Row("samples compared on", report.Slices.Values.Sum());
            console.Write(table);
        }

        foreach (var check in report.Decision?.Checks ?? [])
        {
            console.WriteLine($"{check.State.ToString().ToLowerInvariant(), -9} {check.Reason}");
        }

        console.WriteLine(report.Summary);

        void Row(string name, long count) =>
            table.AddRow(new Text(name), new Text(count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
