using Distill.Core.Samples;

namespace Distill.Core.Tests.Samples;

public class SampleTests
{
    [Fact]
    public void WithAnswer_OnAnAnsweredSample_ReplacesOnlyTheClosingTurn()
    {
        var sample = new Sample { Id = "1", Messages = [Message.System("s"), Message.User("q"), Message.Assistant("old")] };

        var changed = sample.WithAnswer("new");

        changed.Answer.ShouldBe("new");
        changed.Prompt.ShouldBe(sample.Prompt);
        changed.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public void Answer_WhenTheUserSpokeLast_IsNull()
    {
        var sample = new Sample { Id = "1", Messages = [Message.User("q")] };

        sample.Answer.ShouldBeNull();
        sample.Prompt.ShouldBe(sample.Messages);
    }
}
