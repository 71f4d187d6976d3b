using Distill.Core.Evaluation;
using Distill.Core.Filtering;
using Distill.Core.Flywheel.Selecting;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Flywheel;

public sealed class ReplySelectorTests
{
    private static readonly SelectionRule Rule = new() { Where = FilterExpression.Parse("answer contains \"hotline\"").Expression };
    private static readonly ReplySelector Selector = new(Rule, [new Refusals()]);

    [Theory]
    [InlineData(null, null, "fine", ReplyClass.Unrated, "")]
    [InlineData(0.4, null, "fine", ReplyClass.Low, "low_score")]
    [InlineData(0.41, null, "fine", ReplyClass.Neutral, "")]
    [InlineData(0.7, null, "fine", ReplyClass.Liked, "high_score")]
    [InlineData(null, 0.3, "fine", ReplyClass.Low, "low_judgement")]
    [InlineData(null, 0.9, "fine", ReplyClass.Neutral, "")]
    [InlineData(0.9, null, "call the hotline", ReplyClass.Low, "filter")]
    [InlineData(0.1, null, "secret hotline", ReplyClass.Low, "low_score,filter,safety:secret")]
    public void Classify_ByScoreFilterSafetyAndJudge(double? score, double? judged, string answer, ReplyClass expected, string reasons)
    {
        var verdict = Selector.Classify(Reply("r", answer, score), judged);

        verdict.Class.ShouldBe(expected);
        string.Join(',', verdict.Reasons).ShouldBe(reasons);
    }

    [Fact]
    public void Summary_CountsByClassAndReasonWithExamples()
    {
        var summary = new SelectionSummary();
        foreach (var i in Enumerable.Range(0, 5))
        {
            var reply = Reply($"r{i}", "secret", 0.1);
            summary.Add(reply, Selector.Classify(reply));
        }

        summary.Classes.ShouldBe(new Dictionary<string, long> { ["low"] = 5 });
        summary.Reasons["safety:secret"].ShouldBe(5);
        summary.Examples["low_score"].ShouldBe(["r0", "r1", "r2"]);
    }

    [Fact]
    public void Validate_ALikedScoreBelowTheLowOne_NamesIt() =>
        Should
            .Throw<InvalidSettingException>(() => new SelectionRule { LikedScore = 0.3 }.Validate())
            .Message.ShouldContain("'likedScore'");

    private static Sample Reply(string id, string answer, double? score) =>
        new()
        {
            Id = id,
            Messages = [Message.User("hello"), Message.Assistant(answer)],
            Scores = score is { } value ? new Dictionary<string, double> { ["feedback"] = value } : [],
        };

    private sealed class Refusals : IFilter
    {
        public string Name => "secrets";

        public Drop? Judge(Sample sample) => sample.Answer!.Contains("secret", StringComparison.Ordinal) ? new Drop("secret") : null;
    }
}
