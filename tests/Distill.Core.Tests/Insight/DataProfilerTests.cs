using Distill.Core.Insight.Changes;
using Distill.Core.Reporting;
using Distill.Core.Tests.Reporting;
using Distill.Testing;

namespace Distill.Core.Tests.Insight;

public class DataProfilerTests
{
    [Fact]
    public void Finish_OfSamples_CountsThemAndTheirDuplicatesAndDescribesTheirFields()
    {
        var profiler = new DataProfiler(sample => sample.Answer == "好" ? "good" : null);
        foreach (var answer in new[] { "好", "好", "不好说" })
        {
            profiler.Add(Some.Sample(answer, "问题", answer) with { Labels = new Dictionary<string, string> { ["gold"] = answer } });
        }

        var profile = profiler.Finish();

        (profile.Records, profile.Duplicates).ShouldBe((3, 1));
        profile.Field("length(answer)")!.Numbers!.Median.ShouldBe(1);
        profile.Field("language(prompt)")!.Values!.Top.ShouldHaveSingleItem().Count.ShouldBe(3);
        var classes = profile.Field(DataProfiler.AnswerClass)!;
        (classes.Values!.Top[0].Value, classes.Values.Top[0].Count, classes.Missing).ShouldBe(("good", 2, 1));
        profile.Field("labels.gold")!.Values!.Distinct.ShouldBe(2);
    }

    [Fact]
    public void Of_TwoSides_HasTheSameBinsAndTellsWhatChanged()
    {
        var (before, after) = (new DataProfiler(), new DataProfiler());
        for (var length = 1; length <= 200; length++)
        {
            var sample = Some.Sample($"s{length}", "问题", new string('好', length));
            before.Add(sample with { Labels = new Dictionary<string, string> { ["gold"] = "x" } });
            if (length is > 50 and <= 150)
            {
                after.Add(sample);
            }
        }

        var change = DataChange.Of(before, after);

        var lengths = change.Pairs().Single(pair => pair.Before.Name == "length(answer)");
        lengths.After.Numbers!.Histogram.Select(bin => bin.Low).ShouldBe(lengths.Before.Numbers!.Histogram.Select(bin => bin.Low));
        DataChange.IsUnchanged(lengths.Before, lengths.After).ShouldBeFalse();
        DataChange.IsUnchanged(lengths.Before, lengths.Before).ShouldBeTrue();
        var turns = change.Pairs().Single(pair => pair.Before.Name == "turns");
        DataChange.IsUnchanged(turns.Before, turns.After).ShouldBeTrue("all have one turn, of however many samples");
        change.Pairs().Single(pair => pair.Before.Name == "labels.gold").After.Missing.ShouldBe(100);
    }

    [Fact]
    public void Reports_ShowTheDataBeforeAndAfterCleaning()
    {
        var (before, after) = (new DataProfiler(), new DataProfiler());
        foreach (var sample in Some.Samples(30))
        {
            before.Add(sample);
        }

        foreach (var sample in Some.Samples(20))
        {
            after.Add(sample);
        }

        var report = SampleReport.Create() with { Cleaning = DataChange.Of(before, after) };

        ReportMarkdown.Render(report).ShouldContain("| records | 30 | 20 |");
        ReportHtml.Render(report).ShouldContain("What cleaning changed");
        ReportJson.Parse(ReportJson.Render(report)).Cleaning!.After.Records.ShouldBe(20);
    }
}
