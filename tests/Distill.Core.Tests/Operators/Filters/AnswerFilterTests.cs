using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Core.Samples;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators.Filters;

/// <summary>Filters that look at what an answer is, by itself or to its prompt.</summary>
public class AnswerFilterTests
{
    private const string Schema = """
        {"type":"object","required":["name"],"properties":{"name":{"type":"string"},"age":{"type":"integer","minimum":0}},"additionalProperties":false}
        """;

    [Theory]
    [InlineData("{\"a\":1}", null)]
    [InlineData("```json\n{\"a\":1}\n```", null)]
    [InlineData("[1,2]", null)]
    [InlineData("42", "wrong_json_root")]
    [InlineData("{\"a\":1,}", "not_json")]
    [InlineData("{'a':1}", "not_json")]
    [InlineData("Here it is: {\"a\":1}", "not_json")]
    [InlineData("", "not_json")]
    public void JsonValidityFilter_OfAnswers_IsStrict(string answer, string? reason) =>
        Clean(Step("json_validity_filter"), Pair("q", answer)).Drop?.Reason.ShouldBe(reason);

    [Fact]
    public void JsonValidityFilter_OfAFault_SaysWhere()
    {
        Clean(Step("json_validity_filter"), Pair("q", "{\"a\":1,\n \"b\" 2}")).Drop!.Detail!["problem"]!
            .GetValue<string>()
            .ShouldStartWith("line 2, byte 6: '2' is invalid after a property name");
        Clean(Step("json_validity_filter", new JsonObject { ["allow_fence"] = false }), Pair("q", "```\n{}\n```")).Kept.ShouldBeFalse();
        Clean(Step("json_validity_filter", new JsonObject { ["root"] = "any" }), Pair("q", "42")).Kept.ShouldBeTrue();
    }

    [Fact]
    public void MarkdownValidityFilter_OfNoise_SaysThatItIsNestedTooDeep() =>
        Clean(Step("markdown_validity_filter"), Pair("q", new string('>', 2000) + "[")).Drop!.Reason.ShouldBe("nested_too_deep");

    [Fact]
    public void JsonSchemaFilter_OfAnswers_NamesPlaceAndFault()
    {
        var step = Step("json_schema_filter", new JsonObject { ["schema"] = Schema });
        Clean(step, Pair("q", "```json\n{\"name\":\"李雷\",\"age\":3}\n```")).Kept.ShouldBeTrue();
        Clean(step, Pair("q", "none")).Drop!.Reason.ShouldBe("not_json");
        var drop = Clean(step, Pair("q", "{\"name\":5,\"age\":-1,\"x\":0}")).Drop!;
        drop.Reason.ShouldBe("schema_violated");
        drop.Detail!["faults"]!
            .AsArray()
            .Select(fault => fault!["at"]!.GetValue<string>())
            .ShouldBe(["/name", "/age", "/x"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("{\"type\":\"objekt\"}", "objekt")]
    [InlineData("not json", "no JSON Schema")]
    [InlineData("[1]", "no JSON Schema")]
    [InlineData("{\"pattern\":\"(\"}", "no JSON Schema")]
    [InlineData("{\"$ref\":\"https://example.com/schema\"}", "not in it")]
    [InlineData("{\"$ref\":\"#/$defs/x\"}", "not in it")]
    public void JsonSchemaFilter_OfABadSchema_IsRefusedBeforeTheRun(string schema, string message) =>
        Recipe
            .Bind([Step("json_schema_filter", new JsonObject { ["schema"] = schema })], new OperatorContext())
            .Errors.ShouldHaveSingleItem()
            .Message.ShouldContain(message);

    [Theory]
    [InlineData("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[x](https://a.b)\n```js\n`|`\n```", null)]
    [InlineData("```python\nprint(1)", "unclosed_fence")]
    [InlineData("| a | b |\n|---|---|---|\n| 1 | 2 | 3 |", "broken_table")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "broken_table")]
    [InlineData("| a | b |\n|---|---|\n| 1 \\| 2 | 3 |", null)]
    [InlineData("see [the page](https://a.b/c", "unfinished_link")]
    [InlineData("see [the page]()", "link_without_address")]
    [InlineData("arr[0] | grep x", null)]
    [InlineData("```\n| a |\n|---|---|\n```", null)]
    public void MarkdownValidityFilter_OfAnswers_FindsWhatDoesNotRender(string answer, string? reason) =>
        (Clean(Step("markdown_validity_filter"), Pair("q", answer)).Drop?.Reason).ShouldBe(reason);

    [Theory]
    [InlineData(
        "请介绍一下北京的历史和文化，写得详细一些。",
        "Beijing has been the capital of China for many centuries and it is known for its history.",
        "answer_in_other_language"
    )]
    [InlineData(
        "请把这句话翻译成英文：北京是中国的首都，历史悠久。",
        "Beijing is the capital of China and it has a long history of many years.",
        null
    )]
    [InlineData(
        "请写一段程序，打印出从一到十的所有数字，要有注释。",
        "for i in range(1, 11): # this is the loop that prints all of the numbers\n    print(i)",
        null
    )]
    [InlineData("请介绍一下北京的历史和文化，写得详细一些。", "请介绍一下北京的历史和文化, 写得详细一些。", "answer_copies_prompt")]
    [InlineData("请重复：请介绍一下北京的历史和文化。", "请重复：请介绍一下北京的历史和文化。", null)]
    [InlineData("A or B?", "A or B?", null)]
    [InlineData(
        "从文中提取所有公司名称：阿里巴巴集团与腾讯控股宣布合作，百度公司随后也发表声明表示关注，市场对此反应积极，股价普遍上涨，投资者信心增强，成交量创下新高。",
        "华为，小米",
        "extract_shares_nothing"
    )]
    [InlineData(
        "从文中提取所有公司名称：阿里巴巴集团与腾讯控股宣布合作，百度公司随后也发表声明表示关注，市场对此反应积极，股价普遍上涨，投资者信心增强，成交量创下新高。",
        "阿里巴巴、腾讯、百度",
        null
    )]
    public void PromptAnswerMismatchFilter_OfPairs_DropsOnlyClearCases(string prompt, string answer, string? reason) =>
        (Clean(Step("prompt_answer_mismatch_filter"), Pair(prompt, answer)).Drop?.Reason).ShouldBe(reason);

    [Theory]
    [InlineData("抱歉，由于内容涉及隐私，我无法给出答案。", "q", false)]
    [InlineData("I’m really sorry to hear that you feel this way, but I'm unable to provide help.", "q", false)]
    [InlineData("很遗憾，比赛输了。", "q", true)]
    [InlineData("I'm sorry you can't sleep. Try tea.", "q", true)]
    [InlineData("作为一个AI语音助手，日常流程如下。", "请描述作为一个AI语音助手的一天", true)]
    [InlineData("Ｓｏｒｒｙ， I  can't", "q", false)]
    public void RefusalFilter_OfApologies_NeedsWhatIsRefused(string answer, string prompt, bool kept) =>
        Clean(Step("refusal_filter"), Pair(prompt, answer)).Kept.ShouldBe(kept);

    [Theory]
    [InlineData("代码如下：\n```python\nprint(1)", "unclosed_code")]
    [InlineData("运行以下命令：\n```ls -l```\n然后查看结果。", null)]
    [InlineData("首先要说明的是，这个问题没有标准答案。其次，我们应该考虑，", "unfinished_sentence")]
    [InlineData("这个问题没有标准答案。其次，我们应该考虑成本", "unfinished_sentence")]
    [InlineData("这个问题没有标准答案。我们应该考虑成本。", null)]
    [InlineData("以下是要点：\n- 成本\n- 时间\n- 人员安排与沟通", null)]
    [InlineData("床前明月光\n疑是地上霜\n举头望明月\n低头思故乡", null)]
    [InlineData("更多信息请看这里。详见 https://example.com/a.b/c", null)]
    public void TruncationFilter_WithoutFinishReason_ReadsTheEndIfWanted(string answer, string? reason)
    {
        var read = Step("truncation_filter", new JsonObject { ["without_finish_reason"] = "read_text", ["min_length"] = 10 });
        (Clean(read, Pair("q", answer)).Drop?.Reason).ShouldBe(reason);
        Clean(Step("truncation_filter"), Pair("q", answer)).Kept.ShouldBeTrue();
        Clean(read, Pair("q", answer) with { Meta = new JsonObject { ["finish_reason"] = "stop" } }).Kept.ShouldBeTrue();
    }

    [Fact]
    public void InstructionFollowingFilter_OfFieldAndPrompt_ExplainsWhatIsNotFollowed()
    {
        var step = Step("instruction_following_filter");
        var drop = Clean(step, Pair("请介绍北京，不超过10个字。", "北京是中国的首都，也是一座历史悠久的城市。")).Drop!;
        drop.Reason.ShouldBe("instructions_not_followed");
        var result = drop.Detail!["results"]![0]!;
        result["id"]!.GetValue<string>().ShouldBe("length_constraints:number_characters");
        result["words"]!.GetValue<string>().ShouldBe("不超过10个字");
        Clean(step, Pair("请介绍北京，不超过10个字。", "北京是首都。")).Kept.ShouldBeTrue();

        var meta = new JsonObject
        {
            ["instruction_id_list"] = new JsonArray("punctuation:no_comma", "keywords:existence"),
            ["kwargs"] = new JsonArray(new JsonObject(), new JsonObject { ["keywords"] = new JsonArray("tea"), ["relation"] = null }),
        };
        Clean(step, Pair("q", "No tea today") with { Meta = meta }).Kept.ShouldBeTrue();
        Clean(step, Pair("q", "No, coffee") with { Meta = meta }).Drop!.Detail!["followed"]!.GetValue<int>().ShouldBe(0);
        Clean(step, Pair("q", "a") with { Meta = new JsonObject { ["instruction_id_list"] = new JsonArray("x:y") } })
            .Drop!.Reason.ShouldBe("instructions_unreadable");
        Clean(Step("instruction_following_filter", new JsonObject { ["min_share"] = 0.5 }), Pair("q", "No coffee") with { Meta = meta })
            .Kept.ShouldBeTrue();
    }

    [Fact]
    public void InstructionFollowingFilter_OfPromptWithoutInstructions_KeepsAnything() =>
        Clean(Step("instruction_following_filter"), new Sample { Id = "s", Messages = [Message.User("你好"), Message.Assistant("")] })
            .Kept.ShouldBeTrue();
}
