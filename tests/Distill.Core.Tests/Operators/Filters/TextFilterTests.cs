using System.Text.Json.Nodes;
using CsCheck;
using Distill.Core.Operators;
using Distill.Core.Samples;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators.Filters;

/// <summary>Filters that measure prompt and answer.</summary>
public class TextFilterTests
{
    [Theory]
    [InlineData("word_count_filter", "one", "one two", "prompt_too_few_words", "words", 1)]
    [InlineData("word_count_filter", "one two three", "一二三四五六", "answer_too_many_words", "words", 6)]
    [InlineData("token_count_filter", "hello", "hello world", "prompt_too_few_tokens", "tokens", 1)]
    [InlineData("token_count_filter", "hello world", "one two three four five six", "answer_too_many_tokens", "tokens", 6)]
    public void CountFilter_OfBoundsTwoToFive_SaysWhatItMeasured(
        string op,
        string prompt,
        string answer,
        string reason,
        string unit,
        int measured
    )
    {
        var drop = Drop(op, Pair(prompt, answer), ("min", 2), ("max", 5)).ShouldNotBeNull();
        drop.Reason.ShouldBe(reason);
        drop.Detail![unit]!.GetValue<int>().ShouldBe(measured);
        Drop(op, Pair("a b c", "d e f"), ("min", 2), ("max", 5)).ShouldBeNull();
    }

    [Fact]
    public void TokenCountFilter_OfATextThatIsTooLongAtSight_NeedsNoTokens() =>
        Drop("token_count_filter", Pair("q", new string('a', 100_000)), ("max", 100))!.Detail!["tokens_at_least"]!
            .GetValue<int>()
            .ShouldBe(782);

    [Fact]
    public void RepetitionFilters_OfALoop_DropItAndKeepOrdinaryText()
    {
        var loop = string.Concat(Enumerable.Repeat("我不知道该怎么说，", 20));
        Drop("character_repetition_filter", Pair("q", loop), ("max", 0.3))!.Reason.ShouldBe("answer_repeats_characters");
        Drop("word_repetition_filter", Pair("q", loop))!.Detail!["share"]!.GetValue<double>().ShouldBe(1);
        var words = string.Join(' ', Enumerable.Repeat("and then I said No that I will not go there", 6));
        Drop("word_repetition_filter", Pair("q", words), ("n", 5))!.Reason.ShouldBe("answer_repeats_words");
        const string Plain =
            "The museum opens at nine, closes at six, and charges nothing on the first Sunday of each month, which is why queues form early.";
        Drop("character_repetition_filter", Pair("q", Plain), ("max", 0)).ShouldBeNull();
        Drop("word_repetition_filter", Pair("q", Plain), ("max", 0)).ShouldBeNull();
        Drop("word_repetition_filter", Pair(loop, "ok"), ("target", "both"))!.Reason.ShouldBe("prompt_repeats_words");
    }

    [Fact]
    public void RepetitionFilters_OfAnyText_MeasureWhatCountingFinds() =>
        Gen.Select(Gen.Char["abc"].Array[0, 60].Select(units => new string(units)), Gen.Int[2, 6], Gen.Int[0, 10])
            .Sample(
                (text, n, tenths) =>
                {
                    var counts = Enumerable
                        .Range(0, Math.Max(0, text.Length - n + 1))
                        .GroupBy(i => text.Substring(i, n))
                        .Select(g => g.Count())
                        .ToList();
                    var top = counts.Where(count => count > 1).OrderDescending().Take((int)Math.Sqrt(counts.Count)).Sum();
                    var expected = counts.Count == 0 ? 0 : (double)top / counts.Sum();
                    var max = tenths / 10.0;
                    var drop = Drop("character_repetition_filter", Pair("q", text), ("n", n), ("max", max));
                    (drop?.Detail!["share"]!.GetValue<double>()).ShouldBe(expected > max ? Math.Round(expected, 3) : null);
                }
            );

    [Theory]
    [InlineData("★☆★☆★☆★☆★☆★☆★☆★☆★☆★☆ 好", true)]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 ok", true)]
    [InlineData("{\"data\":\"正面\"}", false)] // short
    [InlineData("今天天气很好，我们一起去公园散步，然后回家吃饭。", false)]
    [InlineData("हिन्दी भाषा में लिखा हुआ एक साधारण वाक्य", false)]
    public void SpecialCharactersFilter_OfDecoration_DropsIt(string answer, bool dropped) =>
        (Drop("special_characters_filter", Pair("q", answer), ("max", 0.4)) is not null).ShouldBe(dropped);

    [Theory]
    [InlineData("Watch PORN here", true)]
    [InlineData("The Pornhub of data", true)]
    [InlineData("Scunthorpe is a town", false)]
    [InlineData("该网站提供网上赌场服务", true)]
    [InlineData("禁词在此", true)]
    [InlineData("今天天气很好", false)]
    public void FlaggedWordsFilter_OfListsAndOwnWords_NamesWhatItFound(string text, bool dropped)
    {
        var drop = Drop("flagged_words_filter", Pair(text, "ok"), ("words", new JsonArray("禁词")));
        (drop is not null).ShouldBe(dropped);
        (drop?.Detail!["words"]!.AsArray().Count).ShouldBe(dropped ? 1 : null);
    }

    [Fact]
    public void FlaggedWordsFilter_OfFewerThanTheMaximum_KeepsThem()
    {
        Drop("flagged_words_filter", Pair("porn, porn", "ok"), ("max", 2)).ShouldBeNull();
        Drop("flagged_words_filter", Pair("porn, porn, porn", "ok"), ("max", 2))!.Detail!["count"]!.GetValue<int>().ShouldBe(3);
        Drop("flagged_words_filter", Pair("porn", "ok"), ("languages", new JsonArray("zh"))).ShouldBeNull();
    }

    [Fact]
    public void LanguageFilter_OfAllowedLanguages_DropsOthersAndSaysWhich()
    {
        const string Russian = "Сегодня хорошая погода, и мы идём гулять в парк.";
        Drop("language_filter", Pair("你好，请问今天天气怎么样", Russian))!.Reason.ShouldBe("answer_language_not_allowed");
        Drop("language_filter", Pair(Russian, "ok"), ("allowed", new JsonArray("ru"))).ShouldBeNull();
        Drop("language_filter", Pair("12345", "42")).ShouldBeNull();
        Drop("language_filter", Pair("12345", "42"), ("undetermined", "drop"))!.Reason.ShouldBe("prompt_language_undetermined");
        Drop("language_filter", Pair("你好abcdefgh", "ok"), ("min_share", 0.9))!.Reason.ShouldBe("prompt_languages_mixed");
    }

    [Theory]
    [InlineData(3.0, "score_too_low")]
    [InlineData(3.5, null)]
    [InlineData(4.5, "score_too_high")]
    [InlineData(null, "score_missing")]
    [InlineData(double.NaN, "score_missing")]
    public void ScoreFilter_OfBounds_DropsWhatIsOutside(double? score, string? reason)
    {
        var sample = Pair("q", "a") with
        {
            Scores = score is { } value ? new Dictionary<string, double> { ["judge.helpfulness"] = value } : [],
        };
        Drop("score_filter", sample, ("score", "judge.helpfulness"), ("min", "3.5"), ("max", 4), ("missing", "drop"))
            ?.Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("score_filter")]
    [InlineData("json_schema_filter")]
    [InlineData("word_count_filter", "min", 10, "max", 5)]
    [InlineData("language_filter", "allowed", "[]")]
    [InlineData("flagged_words_filter", "languages", "[]")]
    [InlineData("markdown_validity_filter", "checks", "[]")]
    [InlineData("prompt_answer_mismatch_filter", "checks", "[]")]
    public void Bind_OfASettingThatCannotWork_SaysWhy(string op, params object[] settings)
    {
        var parameters = new JsonObject(
            settings
                .Chunk(2)
                .Select(pair =>
                    KeyValuePair.Create<string, JsonNode?>((string)pair[0], pair[1] is int n ? n : JsonNode.Parse((string)pair[1]))
                )
        );
        var (recipe, errors) = Recipe.Bind([Step(op, parameters)], new OperatorContext());
        recipe.ShouldBeNull();
        errors.ShouldHaveSingleItem().Message.ShouldStartWith(op);
    }

    [Fact]
    public void Filters_OfAPreferenceSample_JudgeThePreferredAnswer()
    {
        var sample = new Sample
        {
            Id = "p",
            Messages = [Message.User("Write a word.")],
            Chosen = [Message.Assistant("fine")],
            Rejected = [Message.Assistant("")],
        };
        Clean(Step("answer_present_filter"), sample).Kept.ShouldBeTrue();
        Clean(Step("answer_present_filter"), sample with { Chosen = [Message.Assistant(" ")] }).Drop!.Reason.ShouldBe("blank_answer");
        Clean(Step("refusal_filter"), sample with { Chosen = [Message.Assistant("I'm sorry, but I can't.")] }).Kept.ShouldBeFalse();
        Clean(Step("word_count_filter", new JsonObject { ["min"] = 2 }), sample).Drop!.Reason.ShouldBe("answer_too_few_words");
    }

    private static Drop? Drop(string op, Sample sample, params (string Name, JsonNode? Value)[] parameters) =>
        Clean(Step(op, new JsonObject(parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))), sample).Drop;
}
