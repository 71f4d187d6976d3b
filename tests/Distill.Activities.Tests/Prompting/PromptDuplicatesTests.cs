using Distill.Activities.Prompting;
using Distill.Core.Samples;

namespace Distill.Activities.Tests.Prompting;

public sealed class PromptDuplicatesTests
{
    private readonly PromptDuplicates _duplicates = new();

    [Fact]
    public void FindFirst_SamePrompt_NamesTheFirstSample()
    {
        _duplicates.FindFirst(Asking("a", "正面还是负面？")).ShouldBeNull();
        _duplicates.FindFirst(Asking("b", "正面还是负面?")).ShouldBeNull();
        _duplicates.FindFirst(Asking("c", "正面还是负面？")).ShouldBe("a");
    }

    [Fact]
    public void FindFirst_SamePromptWithAnotherAnswer_IsADuplicate()
    {
        _duplicates.FindFirst(Asking("a", "2 + 2?").WithAnswer("4")).ShouldBeNull();

        _duplicates.FindFirst(Asking("b", "2 + 2?").WithAnswer("5")).ShouldBe("a");
    }

    [Fact]
    public void FindFirst_TextCutElsewhere_IsAnotherPrompt()
    {
        _duplicates.FindFirst(Asking("a", "ab", "c")).ShouldBeNull();

        _duplicates.FindFirst(Asking("b", "a", "bc")).ShouldBeNull();
    }

    private static Sample Asking(string id, params IEnumerable<string> turns) =>
        new() { Id = id, Messages = [.. turns.Select(Message.User)] };
}
