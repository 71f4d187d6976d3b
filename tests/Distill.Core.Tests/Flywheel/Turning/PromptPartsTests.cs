using Distill.Core.Evaluation;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Flywheel.Turning;

public sealed class PromptPartsTests
{
    private static readonly PromptParts Parts = new(0.3, 0.1);

    [Fact]
    public void Of_ManyPrompts_SharesThemOutAsAsked()
    {
        var counts = Enumerable.Range(0, 20_000).CountBy(index => Parts.Of(Asked($"question {index}"))).ToDictionary();

        (counts[PromptPart.Evaluation] / 20_000.0).ShouldBe(0.3, 0.02);
        (counts[PromptPart.Validation] / 20_000.0).ShouldBe(0.1, 0.02);
    }

    [Fact]
    public void Of_ThePromptAskedAgainWithAnotherAnswerOrWriting_IsTheSame()
    {
        foreach (var index in Enumerable.Range(0, 100))
        {
            var again = Asked($"QUESTION  {index} ") with { Id = "other" };

            Parts.Of(again.WithAnswer("yes")).ShouldBe(Parts.Of(Asked($"question {index}")));
        }
    }

    [Fact]
    public void Of_ALargerHoldout_LeavesNoEvaluatedPromptToTraining() =>
        Enumerable
            .Range(0, 2_000)
            .Select(index => Asked($"question {index}"))
            .Where(sample => Parts.Of(sample) == PromptPart.Evaluation)
            .ShouldAllBe(sample => new PromptParts(0.5, 0.1).Of(sample) == PromptPart.Evaluation);

    [Theory]
    [InlineData(0.01, 0.1, "holdout")]
    [InlineData(0.8, 0.3, "validation")]
    [InlineData(0.3, -0.1, "validation")]
    public void Validate_OutOfLimits_NamesTheSetting(double holdout, double validation, string name) =>
        Should.Throw<InvalidSettingException>(new PromptParts(holdout, validation).Validate).Message.ShouldContain($"'{name}'");

    private static Sample Asked(string question) => new() { Id = question, Messages = [Message.User(question)] };
}
