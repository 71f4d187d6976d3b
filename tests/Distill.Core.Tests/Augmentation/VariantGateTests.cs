using Distill.Core.Augmentation;
using Distill.Core.Dedup;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Core.Tests.Augmentation;

public sealed class VariantGateTests
{
    private const string Seed = "the waiter was rude and the soup came cold after an hour";

    private static readonly AugmentationSubject Subject = new(PromptTemplate.None);

    [Theory]
    [InlineData("the waiter was rude and the soup came cold after an hour!", AugmentationMethod.Paraphrase, "copy_of_seed")]
    [InlineData("quarterly revenue grew by twelve percent", AugmentationMethod.Paraphrase, "off_topic")]
    [InlineData("quarterly revenue grew by twelve percent", AugmentationMethod.SelfInstruct, null)]
    [InlineData("our soup was cold and nobody apologised for the rude waiter", AugmentationMethod.Paraphrase, null)]
    [InlineData("we waited an hour for soup that nobody had heated", AugmentationMethod.SameKind, "duplicate")]
    [InlineData("after an hour the rude waiter brought a cold pizza to us", AugmentationMethod.SameKind, "leak")]
    public void Sort_OneText_JudgesItAgainstSeedKnownAndHeldOut(string text, AugmentationMethod method, string? reason)
    {
        var (kept, dropped) = Gate().Sort([(Call(method), new ParsedVariants([text], null))]);

        if (reason is null)
        {
            kept.ShouldHaveSingleItem().Similarity.ShouldBeInRange(0, 0.7);
        }
        else
        {
            dropped.ShouldHaveSingleItem().Reason.ShouldBe(reason);
        }
    }

    [Fact]
    public void Sort_TextsThatAreAlike_KeepsTheFirst()
    {
        string[] texts =
        [
            "the rude waiter let us wait an hour",
            "the rude waiter let us all wait an hour",
            "cold soup from a waiter in a hurry",
        ];

        var (kept, dropped) = Gate().Sort([(Call(), new ParsedVariants(texts, null))]);

        kept.Select(variant => variant.Text).ShouldBe([texts[0], texts[2]]);
        dropped.ShouldHaveSingleItem().Reason.ShouldBe(VariantDropReasons.TooAlike);
    }

    [Fact]
    public void Sort_TheSameTextForTwoClasses_KeepsOneRow()
    {
        const string Text = "our soup was cold and nobody apologised for the rude waiter";
        var parsed = new ParsedVariants([Text], null);

        var (kept, dropped) = Gate().Sort([(Call(), parsed), (Call() with { Id = "d", Label = "good" }, parsed)]);

        kept.ShouldHaveSingleItem().Call.Label.ShouldBe("bad");
        ((string?)dropped.ShouldHaveSingleItem().Detail["kept"]).ShouldBe(kept[0].Id);
    }

    [Fact]
    public void Sort_OfChinese_ComparesByCharacters()
    {
        var seed = Some.Sample("zh", "公司公告净利润同比下降三成，股价承压");
        var gate = new VariantGate(new AugmentationOptions(), Subject, new Dictionary<string, Sample> { ["zh"] = seed });
        string[] texts = ["公司公告净利润同比下降四成，股价承压", "受原料涨价影响，公司前三季度净利润明显下降", "今天天气晴朗"];

        var (kept, dropped) = gate.Sort([(Call() with { Seeds = ["zh"] }, new ParsedVariants(texts, null))]);

        kept.ShouldHaveSingleItem().Text.ShouldBe(texts[1]);
        dropped.Select(drop => drop.Reason).ShouldBe(["copy_of_seed", "off_topic"]);
    }

    [Fact]
    public void Sort_ACallWithoutTexts_IsADropWithItsReasonAndItsSeedsLine()
    {
        var (_, dropped) = Gate().Sort([(Call(), new ParsedVariants([], "refusal"))]);

        var reject = dropped.ShouldHaveSingleItem().ToReject(Seeds());
        (reject.Id, reject.Operator, reject.Reason).ShouldBe(("c", "augment", "refusal"));
        ((string?)reject.Detail!["method"]).ShouldBe("paraphrase");
    }

    private static VariantGate Gate()
    {
        var gate = new VariantGate(new AugmentationOptions(), Subject, Seeds());
        gate.AddKnown(Seeds()["s"]);
        gate.AddKnown(Some.Sample("known", "We waited an hour for soup that nobody had heated."));
        gate.AddHeldOut(Some.Sample("test", "After an hour the rude waiter brought a cold pizza to us."));
        return gate;
    }

    private static Dictionary<string, Sample> Seeds() => new() { ["s"] = Some.Sample("s", Seed, "bad") };

    private static AugmentationCall Call(AugmentationMethod method = AugmentationMethod.Paraphrase) =>
        new("c", "bad", "bad", method, ["s"], 4, []);
}
