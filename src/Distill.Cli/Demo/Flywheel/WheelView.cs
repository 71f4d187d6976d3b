using Distill.Core.Flywheel.Turning;
using Distill.Core.Reporting.Wheels;
using Spectre.Console;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>The like rate by turn on the terminal, as bars from 0 to 100%. Fits 80 columns.</summary>
internal static class WheelView
{
    private const int BarWidth = 36;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, WheelReport report)
    {
        console.WriteLine();
        console.WriteLine("Like rate of the online model, each on new traffic (95% interval)");
        var grid = new Grid();
        foreach (var column in Enumerable.Range(0, 4))
        {
            grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, column == 3 ? 0 : 2, 0));
        }

        foreach (var (i, traffic) in report.Traffic.Index())
        {
            var style = i == 0 ? Style.Plain : new Style(Color.Green);
            grid.AddRow(
                new Text(WheelText.Place(i)),
                new Text(Bar(traffic.LikeRate.Value), style),
                new Text(WheelText.Rate(traffic)),
                new Text(i == 0 ? "" : EndOf(report.Turns[i - 1].End))
            );
        }

        console.Write(grid);
        console.WriteLine(WheelText.Change(report));
    }

    private static string Bar(double share)
    {
        var filled = (int)Math.Round(share * BarWidth);
        return new string('█', filled) + new string('░', BarWidth - filled);
    }

    private static string EndOf(TurnEnd end) =>
        end switch
        {
            TurnEnd.Promoted => "promoted",
            TurnEnd.Kept => "kept",
            TurnEnd.NotRolledOut => "taken back",
            TurnEnd.NeedMoreData => "more data",
            _ => "no turn",
        };
}
