using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Text;

namespace Distill.Core.Tests.Evaluation.Text;

/// <summary>Reference values of BLEU and chrF: sacreBLEU 2.</summary>
public class TextMetricsTests
{
    private const string Papineni1 = "It is a guide to action which ensures that the military always obeys the commands of the party.";
    private const string Papineni2 = "It is a guide to action that ensures that the military will forever heed Party commands.";
    private const string Price1 = "The price is $1,234.56, isn't it?";
    private const string Price2 = "The price was $1,234.56, isn't it?";

    [Theory]
    [InlineData("The cat sat on the mat.", "The cat is on the mat.", 48.892302243490086, 48.892302243490086, 67.17273492330233)]
    [InlineData(Papineni1, Papineni2, 39.67088290836578, 39.67088290836578, 62.39771662829483)]
    [InlineData("hello", "hello world", 36.78794411714425, 0, 40.69078647589538)]
    [InlineData(Price1, Price2, 66.06328636027612, 66.06328636027612, 83.15604548632021)]
    [InlineData("completely different", "no match here at all", 0, 0, 15.390980011321753)]
    [InlineData("今天天气很好，我们去公园。", "今天天气不错，我们一起去公园吧。", 29.059394092519575, 29.059394092519575, 26.3267247044077)]
    [InlineData("GPT-4是一个大语言模型", "GPT-4 是大型语言模型。", 36.88939732334405, 36.88939732334405, 46.758288008288005)]
    [InlineData("", "a b", 0, 0, 0)]
    public void BleuAndChrf_OfOneText_AreSacreBleus(string answer, string reference, double sentence, double corpus, double chrf)
    {
        BleuCounts.Of(answer, [reference]).SentenceScore.ShouldBe(sentence, 1e-9);
        BleuCounts.Of(answer, [reference]).Score.ShouldBe(corpus, 1e-9);
        ChrfCounts.Of(answer, reference).Score.ShouldBe(chrf, 1e-9);
    }

    [Fact]
    public void BleuAndChrf_OfATestSet_AreOfItsSummedCounts()
    {
        (string, string)[] pairs =
        [
            ("The cat sat on the mat.", "The cat is on the mat."),
            (Papineni1, Papineni2),
            ("hello", "hello world"),
            (Price1, Price2),
            ("completely different", "no match here at all"),
        ];
        var sum = pairs.Select(pair => TextMetrics.Of(pair.Item1, pair.Item2)).Aggregate((a, b) => a + b);
        sum.Bleu.Score.ShouldBe(44.714878052723186, 1e-9);
        sum.Chrf.Score.ShouldBe(60.79767064771334, 1e-9);
        (sum.Samples, sum.Exact).ShouldBe((5, 0));
    }

    [Fact]
    public void Bleu_OfSeveralReferences_TakesTheBestCountsAndTheNearestLength()
    {
        var sum = BleuCounts.Of("the the the cat", ["the cat", "the dog the"]) + BleuCounts.Of("a b c", ["a b d", "x y z w"]);
        sum.Score.ShouldBe(33.03164318013807, 1e-9);
        Should.Throw<ArgumentException>(() => BleuCounts.Of("a", []));
    }

    // The examples of Lin's paper, section 3.1: S1 is the reference.
    [Theory]
    [InlineData("police kill the gunman", 0.75, 1 / 3.0, 0.75)]
    [InlineData("the gunman kill police", 0.75, 1 / 3.0, 0.5)]
    [InlineData("Police killed the gunman!", 1, 1, 1)]
    [InlineData("", 0, 0, 0)]
    public void Rouge_OfLinsExamples_IsHis(string answer, double one, double two, double l)
    {
        const string Reference = "police killed the gunman";
        Rouge.N(answer, Reference, 1).F1.ShouldBe(one, 1e-12);
        Rouge.N(answer, Reference, 2).F1.ShouldBe(two, 1e-12);
        Rouge.L(answer, Reference).F1.ShouldBe(l, 1e-12);
    }

    [Fact]
    public void Rouge_OfChinese_CountsCharacters()
    {
        Rouge.Words("我用ＧＰＴ-4，很好。").ShouldBe(["我", "用", "gpt", "4", "很", "好"]);
        var score = Rouge.L("今天天气好", "今天的天气很好");
        (score.Precision, score.Recall).ShouldBe((1, 5 / 7.0));
        score.F1.ShouldBe(5 / 6.0, 1e-12);
        TextMetrics.Of("今天天气好", "今天天气好").Rouge2!.Value.ShouldBe(1);
    }

    [Fact]
    public void JsonFields_OfAnAnswer_AreComparedByPathAndValue()
    {
        var match = JsonFieldMatch.Of(
            "```json\n{\"city\": \" 北京 \", \"days\": 2.0, \"items\": [{\"n\": 1}, {\"n\": 3}], \"more\": true}\n```",
            """{"city":"北京","days":2,"items":[{"n":1},{"n":2}],"tags":[]}"""
        );
        match
            .Fields.Select(field => (field.Path, field.Matches))
            .ShouldBe([("city", true), ("days", true), ("items.0.n", true), ("items.1.n", false), ("tags", false), ("more", false)]);
        (match.Matched, match.Expected, match.Extra, match.IsExact).ShouldBe((3, 5, 1, false));
        JsonFieldMatch.Of("{\"a\":1e0}", "{\"a\":1}").IsExact.ShouldBeTrue();
        JsonFieldMatch.Of("none", "{\"a\":1}").Error.ShouldBe("no_json");
        Should.Throw<InvalidSettingException>(() => JsonFieldMatch.Of("{}", "[]"));
    }
}
