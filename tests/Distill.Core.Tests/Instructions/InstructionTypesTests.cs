using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Instructions;

namespace Distill.Core.Tests.Instructions;

public class InstructionTypesTests
{
    // Each type with an answer that follows it and one that does not.
    [Theory]
    [InlineData("keywords:existence", """{"keywords":["Tea","milk"]}""", "Milk and tea.", "Only tea.")]
    [InlineData("keywords:frequency", """{"keyword":"tea","frequency":2,"relation":"at least"}""", "Tea, tea!", "One tea.")]
    [InlineData("keywords:frequency", """{"keyword":"tea","frequency":2,"relation":"less than"}""", "One tea.", "Tea, tea!")]
    [InlineData("keywords:forbidden_words", """{"forbidden_words":["tea"]}""", "A team of steady men.", "More Tea.")]
    [InlineData("keywords:letter_frequency", """{"letter":"a","let_frequency":3,"let_relation":"at least"}""", "Banana", "Ban")]
    [InlineData("language:response_language", """{"language":"de"}""", "Das ist ein Haus und nicht mehr.", "This is a house and not more.")]
    [InlineData("length_constraints:number_sentences", """{"num_sentences":3,"relation":"at least"}""", "One. Two. Three.", "One. Two.")]
    [InlineData("length_constraints:number_paragraphs", """{"num_paragraphs":2}""", "one\n***\ntwo", "one")]
    [InlineData("length_constraints:number_paragraphs", """{"num_paragraphs":2}""", "***\none\n***\ntwo\n***", "one\n***\n***\ntwo")]
    [InlineData("length_constraints:number_words", """{"num_words":3,"relation":"less than"}""", "only two", "one two three")]
    [InlineData(
        "length_constraints:nth_paragraph_first_word",
        """{"num_paragraphs":2,"nth_paragraph":2,"first_word":"weekend"}""",
        "A\n\nWeekend, at last",
        "Weekend\n\nA"
    )]
    [InlineData("detectable_content:number_placeholders", """{"num_placeholders":2}""", "[name] of [city]", "[name]")]
    [InlineData("detectable_content:postscript", """{"postscript_marker":"P.S."}""", "Bye.\nP. S. more", "Bye.")]
    [InlineData("detectable_content:postscript", """{"postscript_marker":"P.P.S"}""", "Bye.\np.p.s. more", "P.S. more")]
    [InlineData("detectable_format:number_bullet_lists", """{"num_bullets":2}""", "* a\n- b", "* a\n* b\n* c")]
    [InlineData("detectable_format:constrained_response", "{}", "My answer is maybe.", "Maybe.")]
    [InlineData("detectable_format:number_highlighted_sections", """{"num_highlights":2}""", "*one* and *two*", "*one* and ** **")]
    [InlineData(
        "detectable_format:multiple_sections",
        """{"section_spliter":"SECTION","num_sections":2}""",
        "SECTION 1\na\nSECTION 2\nb",
        "SECTION 1\na SECTION two"
    )]
    [InlineData("detectable_format:json_format", "{}", "```json\n{\"a\":1}\n```", "{a:1}")]
    [InlineData("detectable_format:title", "{}", "<<poem of joy>>\nla", "<< >>")]
    [InlineData("combination:two_responses", "{}", "one ****** two", "one ****** one")]
    [InlineData("combination:repeat_prompt", """{"prompt_to_repeat":"Say hi."}""", "say hi. Hi!", "Hi! Say hi.")]
    [InlineData("startend:end_checker", """{"end_phrase":"The end."}""", "Once. the end.", "The end. Really.")]
    [InlineData("startend:quotation", "{}", " \"all of it\" ", "\"some\" of it")]
    [InlineData(
        "change_case:capital_word_frequency",
        """{"capital_frequency":2,"capital_relation":"at least"}""",
        "GO NOW-HERE man",
        "GO now"
    )]
    [InlineData("change_case:english_capital", "{}", "THIS IS IT AND NO MORE.", "This IS it.")]
    [InlineData("change_case:english_lowercase", "{}", "this is it and no more.", "This is it.")]
    [InlineData("punctuation:no_comma", "{}", "no pause", "a, pause")]
    [InlineData("length_constraints:number_characters", """{"num_characters":5,"relation":"at most"}""", "一二三 四五", "一二三四五六")]
    [InlineData("length_constraints:number_characters", """{"num_characters":5,"relation":"at least"}""", "一二三四。", "一二三四")]
    [InlineData("length_constraints:number_text_paragraphs", """{"num_paragraphs":2,"relation":"exactly"}""", "一\n一\n\n二", "一")]
    [InlineData(
        "detectable_format:number_points",
        """{"num_points":3,"relation":"exactly"}""",
        "如下：\n1. 甲\n  - 子项\n2、乙\n（3）丙",
        "1. 甲\n2. 乙"
    )]
    [InlineData("detectable_format:number_points", """{"num_points":2,"relation":"exactly"}""", "首先，甲\n其次，乙", "甲，乙")]
    [InlineData("detectable_format:markdown_table", "{}", "| a | b |\n|---|:---:|\n| 1 | 2 |", "a | b")]
    [InlineData("startend:start_checker", """{"start_phrase":"好的"}""", "“好的，开始", "开始，好的")]
    public void Check_OfEachType_TellsFollowedFromNot(string id, string arguments, string followed, string not)
    {
        var check = ProgramCheck.ForInstructions([Make(id, arguments)]);
        check.Check("", followed).Passed.ShouldBeTrue();
        var result = check.Check("", not);
        result.Passed.ShouldBeFalse();
        result.Findings.ShouldHaveSingleItem().Name.ShouldBe(id);
        check.Check("", " ").Passed.ShouldBeFalse("an empty answer follows nothing");
        check.Check("", null).Passed.ShouldBeFalse();
    }

    [Fact]
    public void Verify_OfHostileAnswers_TakesLinearTime()
    {
        // Each of these takes many seconds where a pattern looks again from every position.
        const int Length = 20_000;
        string[] answers =
        [
            new string('\n', Length),
            new string('[', Length),
            new string('<', Length),
            new string(' ', Length) + "x",
            "|---|---" + new string(' ', Length) + "x",
            new string('*', Length),
        ];
        Instruction[] all =
        [
            Make("detectable_format:number_bullet_lists", """{"num_bullets":2}"""),
            Make("detectable_content:number_placeholders", """{"num_placeholders":2}"""),
            Make("detectable_format:title", "{}"),
            Make("detectable_format:markdown_table", "{}"),
            Make("detectable_format:number_highlighted_sections", """{"num_highlights":2}"""),
            Make("length_constraints:number_paragraphs", """{"num_paragraphs":2}"""),
            Make("length_constraints:number_sentences", """{"num_sentences":2,"relation":"at least"}"""),
        ];
        answers.SelectMany(answer => InstructionCheck.Verify(all, answer)).ShouldAllBe(result => !result.Strict);
    }

    [Fact]
    public void Ids_HaveTheTwentyFiveOfTheOriginal() =>
        InstructionTypes
            .Ids.Where(id =>
                id
                    is not (
                        "length_constraints:number_characters"
                        or "length_constraints:number_text_paragraphs"
                        or "detectable_format:number_points"
                        or "detectable_format:markdown_table"
                        or "startend:start_checker"
                    )
            )
            .Count()
            .ShouldBe(25);

    [Theory]
    [InlineData("keywords:exist", "{}", "There is no instruction type 'keywords:exist'. Known: change_case:capital_word_frequency")]
    [InlineData("keywords:existence", "{}", "keywords is missing, but must be a list of texts")]
    [InlineData("keywords:existence", """{"keywords":[1]}""", "keywords is [1]")]
    [InlineData(
        "length_constraints:number_words",
        """{"num_words":-1,"relation":"at least"}""",
        "num_words is -1, but must be a whole number from 0 on"
    )]
    [InlineData("length_constraints:number_words", """{"num_words":5,"relation":"about"}""", "relation is \"about\"")]
    [InlineData("language:response_language", """{"language":""}""", "must be a text")]
    public void Require_OfAWrongInstruction_NamesTheArgument(string id, string arguments, string message) =>
        Should.Throw<InvalidSettingException>(() => InstructionTypes.Require(Make(id, arguments))).Message.ShouldContain(message);

    [Fact]
    public void Verify_Loosely_ForgivesFrameLinesAndAsterisks()
    {
        Verify("detectable_format:json_format", "{}", "Sure, here it is:\n{\"a\":1}\nHope this helps!").ShouldBe((false, true));
        Verify("startend:end_checker", """{"end_phrase":"The end."}""", "Once.\nThe **end.**").ShouldBe((false, true));
        Verify("punctuation:no_comma", "{}", "a, b").ShouldBe((false, false));
        Verify("punctuation:no_comma", "{}", "a b").ShouldBe((true, true));
    }

    [Fact]
    public void Accuracy_OfResults_CountsPromptsAndInstructions()
    {
        Instruction[] two = [Make("punctuation:no_comma", "{}"), Make("detectable_format:json_format", "{}")];
        var accuracy = InstructionAccuracy.Of([
            InstructionCheck.Verify(two, "{\"a\":1}"),
            InstructionCheck.Verify(two, "Sure:\n{}"),
            InstructionCheck.Verify(two, "a, b"),
            [],
        ]);
        accuracy.ShouldBe(new InstructionAccuracy(1.0 / 3, 3.0 / 6, 2.0 / 3, 4.0 / 6, 3, 6));
    }

    private static (bool, bool) Verify(string id, string arguments, string answer)
    {
        var result = InstructionCheck.Verify([Make(id, arguments)], answer)[0];
        return (result.Strict, result.Loose);
    }

    private static Instruction Make(string id, string arguments) => new(id, JsonNode.Parse(arguments)!.AsObject());
}
