using Distill.Cli.Progress;
using Distill.Core.Runs;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Distill.Cli.Tests.Progress;

public sealed class StageBoardTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Render_AnyWidth_NeverWrapsALine(int width)
    {
        var tracker = new RunTracker(new FakeTimeProvider());
        var record = Records.Asked(1234) with { Id = "一个很长的中文名字的蒸馏任务一个很长的中文名字的蒸馏任务-0123456789-0123456789" };
        var progress = tracker.Observe(record);

        var lines = Render(progress, width);

        lines.Count.ShouldBe(2 + progress.Stages.Count);
        lines.ShouldAllBe(line => line.GetCellWidth() <= width);
        lines.ShouldContain(line => line.Contains("1,234 answers"));
    }

    [Fact]
    public void Render_MoneyAndCache_AreInTheTotals()
    {
        var progress = new RunTracker(new FakeTimeProvider()).Observe(Records.At(RunStages.Teacher));

        Render(progress, 120)[^1].ShouldContain("spent 0.52");
        Render(progress, 120)[^1].ShouldContain("1,500 answers from the cache");
    }

    private static List<string> Render(RunProgress progress, int width)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = width;
        console.Write(StageBoard.Render(progress, frame: 3, width));
        return [.. text.ToString().TrimEnd('\n').Split('\n')];
    }
}
