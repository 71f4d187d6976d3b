using Distill.Cli.Diagnosis;
using Distill.Core.Training.Curves;

namespace Distill.Cli.Tests.Diagnosis;

public sealed class CurvePlotTests
{
    [Fact]
    public void Draw_StraightFall_RunsFromTheUpperLeftToTheLowerRight()
    {
        var lines = Draw(Enumerable.Range(1, 40).Select(step => Point(step, 4 - (step * 0.1))));

        lines[0].ShouldStartWith("3.90 ┤⠉");
        lines[4][^1].ShouldNotBe(' ');
        lines[4].ShouldStartWith("0.00 ┤ ");
        lines[5].ShouldBe("     └" + new string('─', 34));
        lines[6].ShouldBe("      1" + new string(' ', 31) + "40");
    }

    [Theory]
    [InlineData(20, 3)]
    [InlineData(79, 13)]
    [InlineData(120, 8)]
    public void Draw_AnySize_KeepsItsWidthAndHeight(int width, int height)
    {
        var curve = new LossCurve([.. Enumerable.Range(0, 5000).Select(step => Point(step, Math.Sin(step) + 1e9))], []);

        var lines = Texts(CurvePlot.Draw(curve, 70, width, height));

        lines.Count.ShouldBe(height + 2);
        lines.ShouldAllBe(line => line.Length == width);
    }

    [Fact]
    public void Draw_ValidationLosses_AreMarksAndTheBestStepStandsBelowTheAxis()
    {
        var lines = Draw([Point(1, 2), Point(50, 1) with { FullValidationLoss = 1.5 }, Point(100, 0.5)], best: 50);

        string.Concat(lines).Count(cell => cell == '•').ShouldBe(1);
        lines[5]
            .IndexOf('▲', StringComparison.Ordinal)
            .ShouldBe(lines.Single(line => line.Contains('•', StringComparison.Ordinal)).IndexOf('•', StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_OneSpikeAmongMany_DoesNotPressTheRestFlat()
    {
        var lines = Draw(Enumerable.Range(1, 200).Select(step => Point(step, step == 100 ? 1e6 : 2 - (step * 0.005))));

        lines[4][^1].ShouldNotBe(' ');
        lines[0].ShouldStartWith("2.");
    }

    [Fact]
    public void Draw_ConstantLoss_IsALevelLine() => Draw([Point(1, 0), Point(2, 0), Point(3, 0)])[2].ShouldContain("⠤⠤⠤");

    [Fact]
    public void Draw_LossesThatAreNotFinite_AreLeftOut() =>
        CurvePlot
            .Draw(new LossCurve([Point(1, 2), Point(2, double.NaN), Point(3, double.PositiveInfinity)], []), null, 40, 5)
            .ShouldBeEmpty();

    private static LossPoint Point(int step, double loss) => new() { Step = step, TrainLoss = loss };

    private static List<string> Draw(IEnumerable<LossPoint> points, int? best = null) =>
        Texts(CurvePlot.Draw(new LossCurve([.. points], []), best, 40, 5));

    private static List<string> Texts(IReadOnlyList<IReadOnlyList<PlotRun>> lines) =>
        [.. lines.Select(line => string.Concat(line.Select(run => run.Text)))];
}
