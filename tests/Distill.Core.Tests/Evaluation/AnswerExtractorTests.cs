using Distill.Core.Evaluation;

namespace Distill.Core.Tests.Evaluation;

public class AnswerExtractorTests
{
    private static readonly string[] Sentiments = ["正面", "中性", "负面"];

    [Theory]
    [InlineData("```json\n{\"data\": \"正面\"}\n```", "正面", null)]
    [InlineData("好的，结果如下：{\"data\":\"负面\"}。", "负面", null)]
    [InlineData("｛“data”：“中性”｝", "中性", null)]
    [InlineData("{'data': '正面',}", "正面", null)]
    [InlineData("Here's it: {\"data\":\"正面\"}", "正面", null)]
    [InlineData("格式 {\"data\":\"正面|负面\"} 答案 {\"data\":\"负面\"}", "负面", null)]
    [InlineData("{not json} {\"data\":\"正面\"}", "正面", null)]
    [InlineData("{\"data\":null}", null, "field_not_a_value")]
    [InlineData("{\"data\":\"  \"}", null, "field_not_a_value")]
    [InlineData("{\"data\":\"不好说\"}", null, "value_not_allowed")]
    [InlineData("{\"other\":\"正面\"}", null, "field_missing")]
    [InlineData("{\"data\":\"正面\"", null, "no_json")]
    [InlineData("正面", null, "no_json")]
    [InlineData(" ", null, "empty_answer")]
    [InlineData(null, null, "empty_answer")]
    public void Extract_FromJson_ToleratesHowModelsWriteIt(string? answer, string? value, string? reason) =>
        Extract(
                answer,
                new AnswerFormat
                {
                    Kind = "json",
                    Field = "data",
                    Labels = Sentiments,
                }
            )
            .ShouldBe(new ExtractedAnswer(value, reason));

    [Fact]
    public void Extract_FromAJsonPath_WalksObjectsAndArrays() =>
        Extract("""{"result":{"items":[{"n":1},{"n":2.50}]}}""", new AnswerFormat { Kind = "json", Field = "result.items.1.n" })
            .ShouldBe(ExtractedAnswer.Of("2.50"));

    [Theory]
    [InlineData("The sentiment is Positive.", "positive", null)]
    [InlineData("not positive", "not positive", null)]
    [InlineData("It is positively charged", null, "no_label")]
    [InlineData("negative or positive", null, "several_labels")]
    [InlineData("ＮＥＧＡＴＩＶＥ", "negative", null)]
    [InlineData("unsure", null, "no_label")]
    public void Extract_OfALabel_FindsTheOneNamed(string answer, string? value, string? reason) =>
        Extract(answer, new AnswerFormat { Kind = "label", Labels = ["positive", "negative", "not positive"] })
            .ShouldBe(new ExtractedAnswer(value, reason));

    [Theory]
    [InlineData("我认为是不满意的", "不满意", null)]
    [InlineData("满意", "满意", null)]
    [InlineData("有的满意，有的不满意", null, "several_labels")]
    public void Extract_OfAChineseLabelInsideAnother_TakesTheLonger(string answer, string? value, string? reason) =>
        Extract(answer, new AnswerFormat { Kind = "label", Labels = ["满意", "不满意"] }).ShouldBe(new ExtractedAnswer(value, reason));

    [Theory]
    [InlineData("Answer: 42.", @"Answer:\s*(\d+)", "42", null)]
    [InlineData("a=1 b=2", @"(a)=(?<value>\d)", "1", null)]
    [InlineData("none", @"\d+", null, "no_match")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$", null, "regex_timeout")]
    public void Extract_ByRegex_TakesTheGroupOrTimesOut(string answer, string pattern, string? value, string? reason) =>
        Extract(answer, new AnswerFormat { Kind = "regex", Pattern = pattern }).ShouldBe(new ExtractedAnswer(value, reason));

    [Fact]
    public void Extract_Exact_TrimsAndTakesTheLabelsSpelling() =>
        Extract(" NO \n", new AnswerFormat { Labels = ["Yes", "No"] }).ShouldBe(ExtractedAnswer.Of("No"));

    [Theory]
    [InlineData("xml", null, null, "known are exact, json, regex, label")]
    [InlineData("json", " ", null, "needs 'field'")]
    [InlineData("regex", null, "(", "not a regular expression")]
    [InlineData("label", null, null, "needs 'labels'")]
    public void Create_OfAnIncompleteFormat_NamesTheRemedy(string kind, string? field, string? pattern, string message) =>
        Should
            .Throw<ArgumentException>(() =>
                AnswerExtractor.Create(
                    new AnswerFormat
                    {
                        Kind = kind,
                        Field = field,
                        Pattern = pattern,
                    }
                )
            )
            .Message.ShouldContain(message);

    [Fact]
    public void Extract_FromAHostileText_NeverThrows() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.OneOf(CsCheck.Gen.Char["{}[]\"'“”：，\\:,da "], CsCheck.Gen.Char), 0, 200],
            text => Extract(text, new AnswerFormat { Kind = "json", Field = "data" })
        );

    private static ExtractedAnswer Extract(string? answer, AnswerFormat format) => AnswerExtractor.Create(format).Extract(answer);
}
