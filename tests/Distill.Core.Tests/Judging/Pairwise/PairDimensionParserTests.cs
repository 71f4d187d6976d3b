using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;

namespace Distill.Core.Tests.Judging.Pairwise;

public class PairDimensionParserTests
{
    private static readonly RubricDimension[] Asked = [RubricDimension.Logic, RubricDimension.InstructionFollowing];

    [Theory]
    [InlineData("""{"dimensions": {"logic": "A", "instruction_following": "same"}, "winner": "B"}""")]
    [InlineData("""```json\n{"winner": "B", "Dimensions": {"Logic": "Answer A", "Instruction Following": "tie"}}\n```""")]
    [InlineData("""{"logic": "[[A]]", "instruction-following": "平局", "winner": "B"}""")]
    [InlineData("""{"维度": {"logic": {"winner": "A", "reason": "r"}, "instruction_following": {"winner": "same"}}, "结论": "Ｂ"}""")]
    public void Parse_OfVerdictsByDimension_ReadsThemAndTheWhole(string text)
    {
        var verdict = PairDimensionParser.Parse(text, Asked);

        verdict.Preference.ShouldBe(PairPreference.Second);
        verdict.By(PairGroup.Overall).ShouldBe(PairPreference.Second);
        verdict.By("logic").ShouldBe(PairPreference.First);
        verdict.By("instruction_following").ShouldBe(PairPreference.Same);
    }

    [Theory]
    [InlineData("""{"dimensions": {"logic": "A"}, "winner": "A"}""")]
    [InlineData("""{"dimensions": {"logic": "A", "instruction_following": "not applicable"}, "winner": "A"}""")]
    public void Parse_WithoutADimension_IsInvalidForThatOneOnly(string text)
    {
        var verdict = PairDimensionParser.Parse(text, Asked);

        verdict.Error.ShouldBeNull();
        verdict.By("logic").ShouldBe(PairPreference.First);
        verdict.By("instruction_following").ShouldBeNull();
    }

    [Fact]
    public void Parse_OfABareVerdict_HasNoDimension()
    {
        PairDimensionParser.Parse("[[A]]", Asked).Dimensions.ShouldBeEmpty();
        PairDimensionParser.Parse("", Asked).Error.ShouldBe("empty");
    }
}
