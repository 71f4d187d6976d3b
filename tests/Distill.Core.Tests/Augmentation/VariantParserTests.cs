using Distill.Core.Augmentation;

namespace Distill.Core.Tests.Augmentation;

public sealed class VariantParserTests
{
    [Theory]
    [InlineData("""["one", "two"]""")]
    [InlineData("```json\n[\"one\",\n \"two\"]\n```")]
    [InlineData("Here you are [as asked]:\n[\"one\", \"two\"]\nDone.")]
    [InlineData("""{"texts": ["one", "two"]}""")]
    [InlineData("""[{"id": 1, "text": "one"}, {"id": 2, "text": "two"}]""")]
    [InlineData("""["one", "two", "cut of""")]
    [InlineData("1. one\n2. two")]
    [InlineData("好的：\n1、one\n2、two")]
    [InlineData("（1）one\n（2）two")]
    [InlineData("- one\n* two")]
    [InlineData("""["one", "", "  two  "]""")]
    public void Parse_AListInAnyForm_GivesItsTexts(string answer) => Parse(answer).ShouldBe(("one|two", null));

    [Theory]
    [InlineData("", "empty_answer")]
    [InlineData("  \n ", "empty_answer")]
    [InlineData("I'm sorry, but I can't help with that.", "refusal")]
    [InlineData("抱歉，我无法提供这些内容。", "refusal")]
    [InlineData("Sure, what would you like?", "no_list")]
    [InlineData("[]", "no_list")]
    [InlineData("[1, 2]", "no_list")]
    [InlineData("{\"score\": 3}", "no_list")]
    [InlineData("[[[[", "no_list")]
    public void Parse_NoList_SaysWhy(string answer, string reason) => Parse(answer).ShouldBe(("", reason));

    [Fact]
    public void Parse_AnyText_NeverThrows() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.Char["[]{}\",:\\1.、-\n a中\ud800"], 0, 40],
            answer => _ = new VariantParser().Parse(answer)
        );

    private static (string Texts, string? Reason) Parse(string answer)
    {
        var parsed = new VariantParser().Parse(answer);
        return (string.Join('|', parsed.Texts), parsed.Reason);
    }
}
