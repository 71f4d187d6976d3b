using Distill.Core.Flywheel.Selecting;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Flywheel;

public sealed class SafetyChecksTests
{
    [Theory]
    [InlineData("Who wrote it?", "Write to li.ming@example.com.", SafetyChecks.PersonalData)]
    [InlineData("Is li.ming@example.com right?", "Yes, li.ming@example.com is right.", null)]
    [InlineData("Who wrote it?", "A classic of 1927.", null)]
    public void PersonalData_InTheAnswerAlone_IsObjectedTo(string question, string answer, string? reason)
    {
        var sample = new Sample { Id = "s", Messages = [Message.User(question), Message.Assistant(answer)] };

        var drops = SafetyChecks.Of([SafetyChecks.PersonalData]).Select(filter => filter.Judge(sample)?.Reason);

        drops.ShouldHaveSingleItem().ShouldBe(reason);
    }

    [Fact]
    public void FlaggedWords_InTheQuestionAlone_AreNotTheAnswersFault()
    {
        var asked = new Sample { Id = "s", Messages = [Message.User("What does porn mean?"), Message.Assistant("Explicit material.")] };
        var said = new Sample { Id = "s", Messages = [Message.User("What is that site?"), Message.Assistant("It is free porn.")] };
        var check = SafetyChecks.Of([SafetyChecks.FlaggedWords]).ShouldHaveSingleItem();

        check.Judge(asked).ShouldBeNull();
        check.Judge(said).ShouldNotBeNull().Reason.ShouldBe("answer_flagged_words");
    }
}
