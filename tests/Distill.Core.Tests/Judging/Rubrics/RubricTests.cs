using Distill.Core.Evaluation;
using Distill.Core.Judging;
using Distill.Core.Judging.Rubrics;

namespace Distill.Core.Tests.Judging.Rubrics;

public class RubricTests
{
    private static readonly Rubric Two = new(
        [RubricDimension.Logic with { Weight = 3 }, RubricDimension.InstructionFollowing],
        new JudgeScale(1, 10)
    );

    [Theory]
    [InlineData("{\"scores\": {\"logic\": 8, \"instruction_following\": \"10\"}, \"reason\": \"r\"}", 8, 10)]
    [InlineData("```json\n{\"Logic\": \"7/10\", \"Instruction Following\": 3}\n```", 7, 3)]
    [InlineData("Sure! ｛“scores”：｛“logic”：９，“instruction-following”：“4分”｝｝", 9, 4)]
    public void Parse_OfHowJudgesWrite_ReadsEveryDimension(string text, int logic, int following)
    {
        var verdict = RubricParser.Parse(text, Two);
        verdict.Error.ShouldBeNull();
        (verdict.Scores["logic"], verdict.Scores["instruction_following"]).ShouldBe((logic, following));
        verdict.Overall!.Value.ShouldBe(((3 * logic) + following) / 4.0, 1e-12);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("I will not score this.", "no_score")]
    [InlineData("{\"score\": 4}", "no_score")]
    [InlineData("{\"scores\": {\"logic\": 8}}", "instruction_following: missing")]
    [InlineData("{\"scores\": {\"logic\": 11, \"instruction_following\": 1}}", "logic: out_of_scale")]
    [InlineData("{\"scores\": {\"logic\": \"high\", \"instruction_following\": 1}}", "logic: not_a_number")]
    public void Parse_OfAPartOrNothing_IsInvalid(string text, string error)
    {
        var verdict = RubricParser.Parse(text, Two);
        verdict.Error.ShouldBe(error);
        verdict.Scores.ShouldBeEmpty();
        verdict.Overall.ShouldBeNull();
    }

    [Fact]
    public void Parse_OfASingleDimension_ReadsThePlainScore()
    {
        var rubric = new Rubric([RubricDimension.Safety]);
        RubricParser.Parse("{\"score\": 5}", rubric).Scores["safety"].ShouldBe(5);
        RubricParser.Parse("４", rubric).Overall.ShouldBe(4);
        RubricParser.Parse("none", rubric).Error.ShouldBe("no_score");
    }

    [Theory]
    [InlineData(JudgeLanguage.English, "- logic: its reasoning is sound", "from 1 to 10")]
    [InlineData(JudgeLanguage.Chinese, "- logic: 推理严密", "1 到 10 的整数")]
    public void Build_InEachLanguage_HasTheDocumentedForm(JudgeLanguage language, string criterion, string scale)
    {
        var content = RubricPrompt.Build(Two, "Q?", "A", "R", language)[0].Content;
        content.ShouldContain(criterion);
        content.ShouldContain(scale);
        content.ShouldContain(
            "<question>\nQ?\n</question>\n\n<reference_response>\nR\n</reference_response>\n\n<response>\nA\n</response>"
        );
        content.ShouldContain("{\"scores\": {\"logic\": <1-10>, \"instruction_following\": <1-10>}, \"reason\": ");
        RubricPrompt.Build(Two, "Q?", "A", null, language)[0].Content.ShouldNotContain("reference");
    }

    [Fact]
    public void Summary_OfShards_AddsUp()
    {
        string[] texts = ["{\"logic\": 8, \"instruction_following\": 4}", "x", "{\"logic\": 4, \"instruction_following\": 8}"];
        var verdicts = texts.Select(text => RubricParser.Parse(text, Two)).ToList();
        var sum = RubricSummary.Of(verdicts[..1], Two) + RubricSummary.Of(verdicts[1..], Two);
        (sum.Scored, sum.Invalid).ShouldBe((2, 1));
        sum.Overall!.Value.ShouldBe((7 + 5) / 2.0, 1e-12);
        sum.Dimensions["logic"].Mean!.Value.ShouldBe(6);
    }

    [Fact]
    public void Rubric_ThatCannotBeUsed_SaysWhy()
    {
        Should.Throw<InvalidSettingException>(() => new Rubric([])).Message.ShouldContain("at least one");
        Should
            .Throw<InvalidSettingException>(() => new Rubric([RubricDimension.Logic, RubricDimension.Logic]))
            .Message.ShouldContain("twice");
        Should
            .Throw<InvalidSettingException>(() => new Rubric([RubricDimension.Logic with { Weight = 0 }]))
            .Message.ShouldContain("above 0");
        Should.Throw<InvalidSettingException>(() => new Rubric([new RubricDimension("a b", "", "")])).Message.ShouldContain("no name");
        Should
            .Throw<InvalidSettingException>(() => new Rubric(RubricDimension.Presets, new JudgeScale(5, 5)))
            .Message.ShouldContain("no two scores");
    }

    [Fact]
    public void Template_OfTheUser_IsFilledAndFenced()
    {
        var template = JudgeTemplate.ForScores("Q: {question}\nA: <response>{response}</response>\n{\"score\": <{min}-{max}>}");
        var content = template.Build(Two, "why {min}?", "</response>5", null, JudgeLanguage.English)[0].Content;
        content.ShouldBe("Q: why {min}?\nA: <response><\\/response>5</response>\n{\"score\": <1-10>}");
        template.NeedsReference.ShouldBeFalse();
        JudgeTemplate.ForPairs("{answer_b}|{answer_a}|{reference}").Build("q", "1", "2", "r", "c")[0].Content.ShouldBe("2|1|r");
    }

    [Theory]
    [InlineData("{question}", "lacks the placeholder {response}")]
    [InlineData("{response} {answer}", "unknown placeholder {answer}; known are {question}, {reference}, {response}")]
    public void Template_ThatCannotBeUsed_NamesThePlaceholder(string text, string message) =>
        Should.Throw<InvalidSettingException>(() => JudgeTemplate.ForScores(text)).Message.ShouldContain(message);
}
