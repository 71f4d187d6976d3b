using Distill.Core.Evaluation;
using Distill.Core.Feedback.Folding;
using static Distill.Core.Tests.Feedback.FeedbackFoldTests;

namespace Distill.Core.Tests.Feedback;

public sealed class FeedbackScoringTests
{
    private static readonly FeedbackScoring Scoring = new(new FeedbackWeights());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, 0)]
    public void Score_OfAThumbAlone_IsTheThumb(double thumb, double expected) =>
        Scoring.Score(Folded([Event("thumb", 1, 1, value: thumb)]), "x")!.Value.ShouldBe(expected);

    [Fact]
    public void Score_OfSeveralSignals_IsTheirWeightedMeanWithItsParts()
    {
        var score = Scoring.Score(Folded([Event("thumb", 1, 1, value: 1), Event("stop", 2, 1), Event("click", 3, 1)]), "x")!;

        score.Parts.ShouldBe([new QualitySignal("thumb", 1, 3), new QualitySignal("stop", -1, 1), new QualitySignal("click", 1, 0.5)]);
        score.Value.ShouldBe((1 + ((3 - 1 + 0.5) / 4.5)) / 2, 1e-12);
    }

    [Theory]
    [InlineData("退款三天内到账。", "退款三天内到账！", 1)]
    [InlineData("The refund takes three days.", "Please call our hotline instead", 0)]
    public void Score_OfAnEdit_IsHowMuchOfTheAnswerWasLeft(string answer, string edited, double expected) =>
        Scoring.Score(Folded([Event("edit", 1, 1, text: edited)]), answer)!.Value.ShouldBe(expected, 1e-9);

    [Fact]
    public void Score_WithoutASignalThatCounts_IsNone()
    {
        Scoring.Score(new FeedbackFold(), "x").ShouldBeNull();
        Scoring.Score(Folded([Event("dwell", 1, 1, value: 3)]), "x").ShouldBeNull();
    }

    [Fact]
    public void Validate_ANegativeWeight_NamesIt() =>
        Should.Throw<InvalidSettingException>(() => new FeedbackWeights { Copy = -1 }.Validate()).Message.ShouldContain("'copy'");
}
