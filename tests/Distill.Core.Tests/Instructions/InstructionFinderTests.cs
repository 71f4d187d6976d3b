using System.Text.Json;
using Distill.Core.Instructions;
using Distill.Testing;

namespace Distill.Core.Tests.Instructions;

public class InstructionFinderTests
{
    [Theory]
    [InlineData("写一篇短文，字数不超过200字。", """length_constraints:number_characters {"relation":"at most","num_characters":200}""")]
    [InlineData("写一段三百字以内的介绍", """length_constraints:number_characters {"relation":"at most","num_characters":300}""")]
    [InlineData("作文不少于八百字", """length_constraints:number_characters {"relation":"at least","num_characters":800}""")]
    [InlineData("写一篇800字以上的文章", """length_constraints:number_characters {"relation":"at least","num_characters":800}""")]
    [InlineData(
        "写100-200字的评语",
        """length_constraints:number_characters {"relation":"at least","num_characters":100}; length_constraints:number_characters {"relation":"at most","num_characters":200}"""
    )]
    [InlineData("用一句话概括", """length_constraints:number_sentences {"relation":"at most","num_sentences":1}""")]
    [InlineData("生成一段至少3句话的描述", """length_constraints:number_sentences {"relation":"at least","num_sentences":3}""")]
    [InlineData("请分三点说明", """detectable_format:number_points {"relation":"exactly","num_points":3}""")]
    [InlineData("分成两段来写", """length_constraints:number_text_paragraphs {"relation":"exactly","num_paragraphs":2}""")]
    [InlineData("请以JSON格式输出结果", "detectable_format:json_format {}")]
    [InlineData("用表格形式列出", "detectable_format:markdown_table {}")]
    [InlineData("必须包含关键词「春天」、「花」", """keywords:existence {"keywords":["春天","花"]}""")]
    [InlineData("不要出现“可能”这个词", """keywords:forbidden_words {"forbidden_words":["可能"]}""")]
    [InlineData("请用英文回答", """language:response_language {"language":"en"}""")]
    [InlineData("以“从前”开头", """startend:start_checker {"start_phrase":"从前"}""")]
    [InlineData("以“谢谢”结尾", """startend:end_checker {"end_phrase":"谢谢"}""")]
    [InlineData("不要使用逗号", "punctuation:no_comma {}")]
    [InlineData("Answer in at least 300 words.", """length_constraints:number_words {"relation":"at least","num_words":300}""")]
    [InlineData("Use fewer than 1,000 words", """length_constraints:number_words {"relation":"less than","num_words":1000}""")]
    [InlineData("Summarise in 50 words or less.", """length_constraints:number_words {"relation":"at most","num_words":50}""")]
    [InlineData("with no more than three sentences", """length_constraints:number_sentences {"relation":"at most","num_sentences":3}""")]
    [InlineData(
        "Give me exactly two paragraphs",
        """length_constraints:number_text_paragraphs {"relation":"exactly","num_paragraphs":2}"""
    )]
    [InlineData("Answer with 3 bullet points", """detectable_format:number_points {"relation":"exactly","num_points":3}""")]
    [InlineData("Please respond in JSON", "detectable_format:json_format {}")]
    [InlineData("Include the keywords \"cat\" and \"dog\"", """keywords:existence {"keywords":["cat","dog"]}""")]
    [InlineData("Do not use the word \"very\"", """keywords:forbidden_words {"forbidden_words":["very"]}""")]
    [InlineData("Reply in French please", """language:response_language {"language":"fr"}""")]
    [InlineData(
        "Your response should be in English, and in all lowercase letters.",
        """language:response_language {"language":"en"}; change_case:english_lowercase {}"""
    )]
    [InlineData(
        "Your entire response should be in English, and in all capital letters.",
        """language:response_language {"language":"en"}; change_case:english_capital {}"""
    )]
    [InlineData("In your entire response, refrain from the use of any commas.", "punctuation:no_comma {}")]
    [InlineData("Wrap your entire response with double quotation marks.", "startend:quotation {}")]
    [InlineData("Your answer must contain a title, wrapped in double angular brackets.", "detectable_format:title {}")]
    [InlineData(
        "Finish your response with this exact phrase \"Any other questions?\"",
        """startend:end_checker {"end_phrase":"Any other questions?"}"""
    )]
    public void Find_OfAnInstruction_ReadsItsTypeAndArguments(string prompt, string expected) => Shown(prompt).ShouldBe(expected);

    [Theory]
    [InlineData("写一篇300字左右的文章")]
    [InlineData("大约200字")]
    [InlineData("给我一些建议，每个建议应该不超过50字。")]
    [InlineData("List ten ideas, each at most 20 words.")]
    [InlineData("List ten ideas of at most 20 words each.")]
    [InlineData("用三五句话描述")]
    [InlineData("写四个以“流行病”开头的句子")]
    [InlineData("写一个返回JSON的函数，以JSON格式输出")]
    [InlineData("解析下面的JSON")]
    [InlineData("把下面的话翻译成英文")]
    [InlineData("这本书有两百字体可选")]
    [InlineData("会议在十点开始，分三点钟和五点钟两场")]
    [InlineData("About 300 words, please")]
    [InlineData("He lived in French Guiana and could answer anything")]
    [InlineData("Write a Python function that returns JSON and respond in JSON")]
    [InlineData("What are words?")]
    public void Find_OfOrdinaryPrompts_FindsNothing(string prompt) => Shown(prompt).ShouldBe("");

    [Fact]
    public void Find_OfALongPrompt_ReadsItsEndsOnly()
    {
        var material = string.Concat(Enumerable.Repeat("材料内容。", 300));
        Shown($"{material}不超过10字。{material}").ShouldBe("");
        Shown($"{material}总结不超过10字。").ShouldContain("at most");
    }

    [Fact]
    public void Find_OfRealChineseInstructions_IsFollowedByTheirReferenceAnswers()
    {
        var prompts = File.ReadLines(SharedData.Require("corpora", "belle_instructions_zh.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => (Text: row.GetProperty("question").GetString()!, Answer: row.GetProperty("std_answer").GetString()!))
            .Select(row => (Found: InstructionFinder.Find(row.Text), row.Answer))
            .Where(row => row.Found.Count > 0)
            .ToList();
        prompts.Count.ShouldBeGreaterThanOrEqualTo(8);
        // People chose these answers, so an instruction that one does not follow would be one that was not given.
        InstructionAccuracy
            .Of(prompts.Where(row => row.Answer.Length > 0).Select(row => InstructionCheck.Verify(row.Found, row.Answer)))
            .InstructionLoose.ShouldBe(1);
    }

    private static string Shown(string prompt) =>
        string.Join(
            "; ",
            InstructionFinder.Find(prompt).Select(instruction => $"{instruction.Id} {instruction.Arguments.ToJsonString(Unescaped)}")
        );

    private static readonly JsonSerializerOptions Unescaped = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
