using Distill.Core.Evaluation;
using Distill.Core.Instructions;

namespace Distill.Core.Tests.Instructions;

public class ProgramCheckTests
{
    [Fact]
    public void ForFields_OfAnswers_ComparesFieldByField()
    {
        var check = ProgramCheck.ForFields("""{"name":"李雷","tags":["a","b"]}""");
        check
            .Check("", """结果：{"name":"李雷 ","tags":["a","b"]}""")
            .ShouldSatisfyAllConditions(result => result.Passed.ShouldBeTrue(), result => result.Score.ShouldBe(1));
        var wrong = check.Check("", """{"name":"韩梅梅","tags":["a"],"age":3}""");
        wrong.Passed.ShouldBeFalse();
        wrong
            .Findings.Select(finding => (finding.Name, finding.Passed, finding.Message))
            .ShouldBe([
                ("name", false, "expected \"李雷\""),
                ("tags.0", true, "equal"),
                ("tags.1", false, "missing"),
                ("age", false, "not expected"),
            ]);
        wrong.Score.ShouldBe(0.25);
        check.Check("", null).Findings.ShouldHaveSingleItem().Message.ShouldBe("no_json");
        Should.Throw<InvalidSettingException>(() => ProgramCheck.ForFields("none"));
    }

    [Fact]
    public void ForJsonSchema_OfAnswers_PassesOrListsFaults()
    {
        var check = ProgramCheck.ForJsonSchema(
            """{"$defs":{"n":{"type":"integer"}},"type":"array","items":{"$ref":"#/$defs/n"},"maxItems":2}"""
        );
        check
            .Check("", "[1,2]")
            .ShouldSatisfyAllConditions(
                result => result.Passed.ShouldBeTrue(),
                result => result.Findings.ShouldBeEmpty(),
                result => result.Score.ShouldBe(1)
            );
        check.Check("", "[1,\"x\",3]").Findings.Select(finding => finding.Name).ShouldBe(["", "/1"], ignoreOrder: true);
        check.Check("", "[1,").Findings.ShouldHaveSingleItem().Name.ShouldBe("json");
        check.Check("", new string('[', 600)).Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"definitions":{"n":{"type":"integer"}},"items":{"$ref":"#/definitions/n"}}""")]
    [InlineData(
        """{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"n":{"type":"integer"}},"items":{"$ref":"#/definitions/n"}}"""
    )]
    [InlineData("""{"items":{"type":"integer","nullable":false,"example":1,"x-unit":"kg"}}""")]
    public void ForJsonSchema_OfAnOlderDraftOrWithForeignKeywords_Checks(string schema)
    {
        var check = ProgramCheck.ForJsonSchema(schema);

        check.Check("", "[1]").Passed.ShouldBeTrue();
        check.Check("", "[\"x\"]").Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"^(a+)+$"}""", true)]
    [InlineData("""{"type":"string","pattern":"^(\\w+\\s?)+$"}""", false)]
    [InlineData("""{"$defs":{"p":{"pattern":"^(?!b)(a+)+$"}},"not":{"$ref":"#/$defs/p"}}""", false)]
    public void ForJsonSchema_OfAPatternThatBacktracksWithoutEnd_StillAnswers(string schema, bool isLinear)
    {
        var check = ProgramCheck.ForJsonSchema(schema);

        var result = check.Check("", $"\"{new string('a', 60)}!\"");

        result.Passed.ShouldBeFalse();
        var finding = result.Findings.ShouldHaveSingleItem();
        (finding.Name == "pattern").ShouldBe(!isLinear);
        if (!isLinear)
        {
            finding.Message.ShouldContain("took more than 250 ms");
        }
    }

    [Fact]
    public void ForJsonSchema_OfPatternsForNames_ThatBacktrackWithoutEnd_StillAnswers()
    {
        var check = ProgramCheck.ForJsonSchema("""{"additionalProperties":false,"patternProperties":{"^(\\d+\\s?)+$":{}}}""");

        check.Check("", $$"""{"{{new string('1', 60)}}!":1}""").Findings.ShouldHaveSingleItem().Name.ShouldBe("pattern");
        check.Check("", """{"12":1}""").Passed.ShouldBeTrue();
        check.Check("", """{"x":1}""").Passed.ShouldBeFalse();
    }

    [Fact]
    public void ForInstructions_WithoutInstructions_ReadsThemInThePrompt()
    {
        var check = ProgramCheck.ForInstructions();
        check.Check("介绍北京，不超过5个字", "首都").Passed.ShouldBeTrue();
        var result = check.Check("介绍北京，不超过5个字", "北京是中国的首都");
        result.Findings.ShouldHaveSingleItem().Message.ShouldBe("not followed: 不超过5个字");
        result.Findings[0].Measured!.GetValue<int>().ShouldBe(8);
        check
            .Check("介绍北京", "北京是中国的首都")
            .ShouldSatisfyAllConditions(none => none.Passed.ShouldBeTrue(), none => none.Findings.ShouldBeEmpty());
    }
}
