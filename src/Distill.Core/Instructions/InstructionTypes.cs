using Distill.Core.Evaluation;

namespace Distill.Core.Instructions;

/// <summary>The types of instructions that can be verified: the 25 of IFEval, and those that Chinese prompts need beside them. Immutable and thread-safe.</summary>
public static class InstructionTypes
{
    private static readonly Dictionary<string, Func<InstructionArguments, Func<string, InstructionMeasure>>> Types = new(
        StringComparer.Ordinal
    )
    {
        ["keywords:existence"] = KeywordInstructions.Existence,
        ["keywords:frequency"] = KeywordInstructions.Frequency,
        ["keywords:forbidden_words"] = KeywordInstructions.Forbidden,
        ["keywords:letter_frequency"] = KeywordInstructions.LetterFrequency,
        ["language:response_language"] = LanguageInstructions.ResponseLanguage,
        ["length_constraints:number_sentences"] = LengthInstructions.Sentences,
        ["length_constraints:number_paragraphs"] = LengthInstructions.Paragraphs,
        ["length_constraints:number_words"] = LengthInstructions.Words,
        ["length_constraints:nth_paragraph_first_word"] = LengthInstructions.ParagraphFirstWord,
        ["detectable_content:number_placeholders"] = ContentInstructions.Placeholders,
        ["detectable_content:postscript"] = ContentInstructions.Postscript,
        ["detectable_format:number_bullet_lists"] = FormatInstructions.Bullets,
        ["detectable_format:constrained_response"] = FormatInstructions.ConstrainedResponse,
        ["detectable_format:number_highlighted_sections"] = FormatInstructions.Highlights,
        ["detectable_format:multiple_sections"] = FormatInstructions.Sections,
        ["detectable_format:json_format"] = FormatInstructions.Json,
        ["detectable_format:title"] = FormatInstructions.Title,
        ["combination:two_responses"] = ContentInstructions.TwoResponses,
        ["combination:repeat_prompt"] = ContentInstructions.RepeatPrompt,
        ["startend:end_checker"] = ContentInstructions.End,
        ["startend:quotation"] = ContentInstructions.Quotation,
        ["change_case:capital_word_frequency"] = LanguageInstructions.CapitalWords,
        ["change_case:english_capital"] = LanguageInstructions.EnglishCapital,
        ["change_case:english_lowercase"] = LanguageInstructions.EnglishLowercase,
        ["punctuation:no_comma"] = ContentInstructions.NoComma,
        ["length_constraints:number_characters"] = LengthInstructions.Characters,
        ["length_constraints:number_text_paragraphs"] = LengthInstructions.TextParagraphs,
        ["detectable_format:number_points"] = FormatInstructions.Points,
        ["detectable_format:markdown_table"] = FormatInstructions.MarkdownTable,
        ["startend:start_checker"] = ContentInstructions.Start,
    };

    /// <summary>The ids that <see cref="Instruction.Id"/> may have.</summary>
    public static IReadOnlyCollection<string> Ids => Types.Keys;

    /// <summary>Checks an instruction's type and arguments.</summary>
    /// <exception cref="InvalidSettingException">The type is unknown, or an argument is missing or wrong; the message names it.</exception>
    public static void Require(Instruction instruction) => _ = Bind(instruction);

    /// <summary>The program that verifies an instruction.</summary>
    /// <exception cref="InvalidSettingException">The type is unknown, or an argument is missing or wrong.</exception>
    internal static Func<string, InstructionMeasure> Bind(Instruction instruction) =>
        Types.TryGetValue(instruction.Id, out var bind)
            ? bind(new InstructionArguments(instruction))
            : throw new InvalidSettingException(
                $"There is no instruction type '{instruction.Id}'. Known: {string.Join(", ", Types.Keys.Order(StringComparer.Ordinal))}."
            );
}
