using CsCheck;
using Distill.Core.Filtering;
using Distill.Testing.Filtering;

namespace Distill.Core.Tests.Filtering;

public class FilterParserTests
{
    [Theory]
    [InlineData("labels.intent = \"refund\"", "labels.intent = \"refund\"")]
    [InlineData("LABELS.intent='refund' AND Not turns>=2", "labels.intent = \"refund\" and not turns >= 2")]
    [InlineData("(id = 'a' or id = 'b') and turns = 1", "(id = \"a\" or id = \"b\") and turns = 1")]
    [InlineData("((id = 'a'))", "id = \"a\"")]
    [InlineData("id = 'a' or id = 'b' and turns = 1", "id = \"a\" or id = \"b\" and turns = 1")]
    [InlineData(
        "scores.judge.helpfulness between 3 and 4.5 and answer is not null",
        "scores.judge.helpfulness between 3 and 4.5 and answer is not null"
    )]
    [InlineData("meta.time >= 2026-11-23T08:00:00+08:00", "meta.time >= 2026-11-23T00:00:00Z")]
    [InlineData("time < '2026-11-23'", "time < 2026-11-23T00:00:00Z")]
    [InlineData("answer not matches /退款|a\\/b/i", "answer not matches /退款|a\\/b/i")]
    [InlineData("answer starts with '“' or prompt ends  with \"\\u0041\\n\"", "answer starts with \"“\" or prompt ends with \"A\\n\"")]
    [InlineData("meta[\"finish reason\"] in (\"stop\", 1, true)", "meta[\"finish reason\"] in (\"stop\", 1, true)")]
    [InlineData("messages[-1].content contains '?'", "messages[-1].content contains \"?\"")]
    [InlineData("length(answer) > 10", "length(answer) > 10")]
    [InlineData("meta.not = 1 and meta.and.or = 2", "meta.not = 1 and meta.and.or = 2")]
    [InlineData("labels.意图 = '退款'", "labels.意图 = \"退款\"")]
    public void Parse_GivesTheTreeThatPrintsInOneSpelling(string text, string printed) =>
        FilterExpression.Parse(text).Expression.ShouldNotBeNull().ToString().ShouldBe(printed);

    [Theory]
    [InlineData("", 1, "missing at the end")]
    [InlineData("intent = 'x'", 1, "'intent' is no field")]
    [InlineData("label.intent = 'x'", 1, "did you mean 'labels'")]
    [InlineData("turns = 'x'", 9, "turns is a number")]
    [InlineData("time > 5", 8, "time is a time")]
    [InlineData("id = x", 6, "'x' is no value")]
    [InlineData("id = null", 6, "'null' is no value")]
    [InlineData("id == 'x'", 4, "'==' is no operator")]
    [InlineData("id = 'x' && turns = 1", 10, "'&' has no meaning")]
    [InlineData("id = “x”", 6, "no meaning")]
    [InlineData("id = 'x", 6, "not closed")]
    [InlineData("(id = 'x'", 10, "parenthesis of column 1 is not closed")]
    [InlineData("id = 'x' turns = 1", 10, "should end here")]
    [InlineData("answer matches /(?=x)/", 16, "linear time")]
    [InlineData("answer matches /(/", 16, "no regular expression")]
    [InlineData("answer matches /a/x", 19, "no option")]
    [InlineData("turns matches /a/", 7, "is no text")]
    [InlineData("turns between 5 and 1", 21, "below the first")]
    [InlineData("meta.x between 5 and 'a'", 22, "different types")]
    [InlineData("feedback.stopped > true", 20, "have no order")]
    [InlineData("feedback.stopped", 17, "an operator is expected")]
    [InlineData("id in ()", 8, "is no value")]
    [InlineData("scores = 1", 1, "scores needs a name")]
    [InlineData("messages.content = 'a'", 1, "no such part")]
    [InlineData("meta.x = 12ab", 10, "neither a number nor a time")]
    [InlineData("meta.x = 2026-02-30", 10, "neither a number nor a time")]
    [InlineData("id = '\\ud800'", 6, "half a surrogate pair")]
    [InlineData("meta.x[a] = 1", 7, "no index")]
    public void Parse_OfAnError_TellsItsColumnAndRemedy(string text, int column, string message)
    {
        var error = FilterExpression.Parse(text).Error.ShouldNotBeNull();

        error.Column.ShouldBe(column, error.ToString());
        error.Message.ShouldContain(message);
        error.Remedy.ShouldNotBeEmpty();
        error.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Caret_StandsUnderTheErrorAlsoAfterWideCharacters()
    {
        const string Text = "labels.意图 = '退款' && turns = 1";
        var error = FilterExpression.Parse(Text).Error!;

        error.Caret(Text).ShouldBe(Text + "\n" + new string(' ', 21) + "^");
    }

    [Fact]
    public void Parse_OfEndlessNesting_IsAnErrorAndNoCrash() =>
        FilterExpression.Parse(new string('(', 50_000)).Error!.Message.ShouldContain("deeper than 64");

    [Fact]
    public void Parse_OfAnyText_NeverThrows() =>
        Gen.String[Gen.Char["abimnot. =!<>()[]\"'/\\,0129-:TZ“\n"], 0, 40]
            .Sample(text =>
            {
                var result = FilterExpression.Parse("id " + text);
                return result.IsValid != (result.Error is not null);
            });

    [Fact]
    public void Print_ThenParse_GivesTheSameTree() =>
        GeneratedFilters.All.Sample(filter =>
        {
            var again = FilterExpression.Parse(filter.ToString());
            again.Error.ShouldBeNull();
            again.Expression!.ToString().ShouldBe(filter.ToString());
            again.Expression.ToJson().ToJsonString().ShouldBe(filter.ToJson().ToJsonString());
        });
}
