using System.Text.Json.Nodes;
using CsCheck;
using Distill.Core.Operators;
using Distill.Core.Samples;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators;

public class OperatorTests
{
    [Theory]
    [InlineData("nfc", "ＡＢ１e\u0301\u200B\u0007", "ＡＢ１é")]
    [InlineData("nfkc", "ＡＢ１e\u0301\uFEFF", "AB1é")]
    [InlineData("nfc", "👩\u200D🚀", "👩\u200D🚀")]
    public void UnicodeNormalization_ByForm_ComposesAndRemovesInvisible(string form, string text, string expected) =>
        Clean(Step("unicode_normalization", new JsonObject { ["form"] = form }), Pair(text, "ok"))
            .Sample.Messages[0]
            .Content.ShouldBe(expected);

    [Theory]
    [InlineData("", "abc", "prompt_too_short")]
    [InlineData("abc", "", "answer_too_short")]
    [InlineData("abcdef", "abc", "prompt_too_long")]
    [InlineData("abc", "abcdef", "answer_too_long")]
    [InlineData("😀😀😀😀😀", "abc", null)] // five characters in ten UTF-16 units
    public void TextLengthFilter_OfBoundsOneToFive_SaysWhichPartBreaksThem(string prompt, string answer, string? reason) =>
        Reason(Clean(Step("text_length_filter", new JsonObject { ["min"] = 1, ["max"] = "5" }), Pair(prompt, answer))).ShouldBe(reason);

    [Fact]
    public void AnswerPresentFilter_OfMissingAndBlankAnswers_DropsBoth()
    {
        Clean(Step("answer_present_filter"), new Sample { Id = "s", Messages = [Message.User("hi")] }).Drop!.Reason.ShouldBe("no_answer");
        Clean(Step("answer_present_filter"), Pair("hi", " \n")).Drop!.Reason.ShouldBe("blank_answer");
        Clean(Step("answer_present_filter"), Pair("hi", "yes")).Kept.ShouldBeTrue();
    }

    [Theory]
    [InlineData("length", false)]
    [InlineData("max_tokens", false)]
    [InlineData("stop", true)]
    [InlineData(null, true)]
    public void TruncationFilter_ByFinishReason_DropsWhatWasCutOff(string? reason, bool kept) =>
        Clean(Step("truncation_filter"), Pair("hi", "yes") with { Meta = new JsonObject { ["finish_reason"] = reason } })
            .Kept.ShouldBe(kept);

    [Theory]
    [InlineData("I\u2019m sorry, but I can't help with that.", false)]
    [InlineData("抱歉，我无法回答这个问题。", false)]
    [InlineData("作为一个 AI 助手，我…", false)]
    [InlineData("There was an airline strike.", true)]
    [InlineData("作为一个AI助手，我不能回答。", false)]
    [InlineData("The company said sorry.", true)]
    [InlineData("无可奉告", false)]
    public void RefusalFilter_OfAnOpening_DropsRefusals(string answer, bool kept) =>
        Clean(Step("refusal_filter", new JsonObject { ["phrases"] = new JsonArray("无可奉告") }), Pair("hi", answer)).Kept.ShouldBe(kept);

    [Theory]
    [InlineData("```json\n{\"data\":\"正面\"}\n```", null)]
    [InlineData("{\"data\":\"很好\"}", "value_not_allowed")]
    [InlineData("{\"label\":\"正面\"}", "field_missing")]
    [InlineData("正面", "no_json")]
    public void AnswerFormatFilter_OfTheTasksFormat_DropsWithTheExtractorsReason(string answer, string? reason) =>
        Reason(Clean(Step("answer_format_filter"), Pair("hi", answer))).ShouldBe(reason);

    [Fact]
    public void ExactDedup_OfPromptsEqualAfterNormalisation_NamesTheSurvivor()
    {
        var outcomes = Start(Step("exact_dedup"))
            .Run([Pair("Hello  World", "a", "s1"), Pair("other", "b", "s2"), Pair("ｈello world ", "c", "s3")]);
        outcomes.Select(outcome => outcome.Kept).ShouldBe([true, true, false]);
        outcomes[2].Drop!.Detail!["kept"]!.GetValue<string>().ShouldBe("s1");
    }

    [Fact]
    public void LabelConflictFilter_ByKeep_DropsAllOrTheMinority()
    {
        Sample[] samples =
        [
            Labelled("a1", "p", "正面"),
            Labelled("a2", "p", "正面"),
            Labelled("a3", " P ", "负面"),
            Labelled("b1", "q", "正面"),
            Labelled("b2", "q", "负面"),
            Labelled("c1", "r", "中性"),
        ];
        Reasons("none").ShouldBe(["label_conflict", "label_conflict", "label_conflict", "label_conflict", "label_conflict", null]);
        Reasons("majority").ShouldBe([null, null, "minority_label", "label_conflict", "label_conflict", null]);

        IEnumerable<string?> Reasons(string keep) =>
            Start(Step("label_conflict_filter", new JsonObject { ["keep"] = keep })).Run(samples).Select(outcome => outcome.Drop?.Reason);
    }

    private static string? Reason(CleaningOutcome outcome) => outcome.Drop?.Reason;
}
