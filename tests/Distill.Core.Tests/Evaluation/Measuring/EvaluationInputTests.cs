using System.Text;
using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Evaluation.Measuring;

public class EvaluationInputTests
{
    private static readonly Sample Logged = new()
    {
        Id = "s",
        Messages = [Message.User("q")],
        Labels = new Dictionary<string, string> { ["intent"] = "refund" },
        Feedback = new JsonObject { ["thumb"] = -1 },
        Meta = new JsonObject { ["user"] = new JsonObject { ["tier"] = "gold" } },
    };

    [Theory]
    [InlineData("labels.intent", "refund")]
    [InlineData("meta.user.tier", "gold")]
    [InlineData("feedback", "disliked")]
    [InlineData("feedback.thumb", "-1")]
    [InlineData("labels.other", null)]
    public void Slice_OfAField_IsItsValue(string path, string? slice) => SliceField.Parse(path).Of(Logged).ShouldBe(slice);

    [Theory]
    [InlineData("intent")]
    [InlineData("labels")]
    [InlineData("meta..x")]
    public void Slice_OfNoField_IsRefused(string path) =>
        Should.Throw<InvalidSettingException>(() => SliceField.Parse(path)).Message.ShouldContain("labels.NAME");

    [Fact]
    public async Task HumanLabels_OfAllForms_AreReadAndOthersSayTheirLine()
    {
        const string File = """
            {"id":"a","scores":{"logic":4.0,"style":"2"}}
            {"id":"b","dimension":"logic","score":5}

            {"id":"c","gold":"A"}
            {"id":"d","gold":"无差别"}
            {"id":"e","gold":"perhaps"}
            {"id":"f"}
            not json
            """;
        var read = await HumanLabelFile
            .ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(File)), "h.jsonl", TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        read.Select(line => line.Label)
            .OfType<HumanLabel>()
            .Select(label => $"{label.Id} {label.Dimension} {label.Label}")
            .ShouldBe(["a logic 4", "a style 2", "b logic 5", "c overall good", "d overall same"]);
        read.Select(line => line.Reject).Where(reject => reject is not null).Select(reject => reject!.Line).ShouldBe([6L, 7, 8]);
    }

    [Fact]
    public void Sample_OfAnItemWithVerdicts_GivesBothBack()
    {
        var item = Some.Item(1, slice: "odd") with { Reference = "ref", Expected = "yes" };
        var answer = new JudgedAnswer
        {
            Id = item.Id,
            CandidateFirst = new PairVerdict(PairPreference.First, "r", null)
            {
                Dimensions = new Dictionary<string, PairPreference> { ["logic"] = PairPreference.Second },
            },
        };

        var sample = EvaluationSample.With(EvaluationSample.Of(item), answer);

        var back = EvaluationSample.ItemOf(sample);
        (back.Candidate, back.Baseline, back.Reference, back.Expected).ShouldBe(("ours", "theirs", "ref", "yes"));
        back.Slices.ShouldBe(["odd"]);
        EvaluationSample.VerdictOf(sample)!.CandidateFirst.ShouldBeEquivalentTo(answer.CandidateFirst);
    }
}
