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
