using Distill.Cli.Annotating;
using Distill.Cli.Terminal;
using Distill.Core.Annotation;
using Spectre.Console;

namespace Distill.Cli.Tests.Annotating;

public sealed class TaskLayoutTests
{
    [Theory]
    [InlineData("公司发布公告，预计净利润同比增长，同时提示原材料价格波动。This goes on in English for a while.")]
    [InlineData("a word of xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx letters")]
    [InlineData("ok 👍🏽 é and 表情 👨‍👩‍👧 in a line")]
    [InlineData("")]
    public void Lines_OfAnyWidth_FitAndLoseNothing(string text)
    {
        foreach (var width in (int[])[2, 7, 20, 58, 400])
        {
            var lines = TextWrap.Lines(text, width);

            lines.ShouldAllBe(line => line.GetCellWidth() <= width);
            string.Concat(lines).Replace(" ", "", StringComparison.Ordinal).ShouldBe(text.Replace(" ", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Lines_BreakBetweenWords_AndDoNotBeginWithAChineseComma()
    {
        TextWrap.Lines("one two three", 8).ShouldBe(["one two", "three"]);
        TextWrap.Lines("今天晴，明天雨", 6).ShouldBe(["今天", "晴，明", "天雨"]);
    }

    [Fact]
    public void Of_ATaskWithCodesAndTabs_IsPlainAndIndented()
    {
        var lines = TaskLayout.Of(Task("清屏\u001b[2J\n\ttab"), 40);

        lines.ShouldContain(line => line.Text == "  清屏\uFFFD[2J");
        lines.ShouldContain(line => line.Text == "      tab");
        lines.ShouldAllBe(line => line.Text.GetCellWidth() <= 40);
    }

    [Fact]
    public void Difference_MarksWhatTheUsersEditChanged()
    {
        var text = string.Concat(TaskLayout.Difference(Task("晴，十度。", "晴，十五度。"), 80).Select(line => line.Text.Trim()));

        text.ShouldContain("晴，十{+五+}度。");
        TaskLayout.Difference(Task("晴"), 80).ShouldHaveSingleItem().Text.ShouldContain("nothing to compare");
    }

    [Fact]
    public void Pager_ShowsALongTaskPageByPage_AndBeginsAgainAtTheEnd()
    {
        var console = new StringWriter();
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(console) });
        ansi.Profile.Width = 80;
        var pager = new TaskPager(ansi, [.. Enumerable.Range(1, 25).Select(number => new TaskLine($"line {number}."))], 10);

        pager.Show();
        pager.Move(forward: true);
        pager.Move(forward: true);
        console.ToString().ShouldContain("lines 21 to 25 of 25");
        pager.Move(forward: true);
        pager.Move(forward: false);

        console.ToString().Split("line 1.").Length.ShouldBe(4);
        console.ToString().Split("line 25.").Length.ShouldBe(2);
    }

    private static AnnotationTask Task(string online, string? edit = null) =>
        new()
        {
            Id = "000000000000000000000000",
            Project = "news",
            SampleId = "s1",
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            Content = new AnnotationContent
            {
                Candidates =
                [
                    new AnnotationCandidate(CandidateSource.Online, online),
                    .. edit is null ? (AnnotationCandidate[])[] : [new AnnotationCandidate(CandidateSource.UserEdit, edit)],
                ],
            },
        };
}
