using System.Globalization;
using Distill.Core.Evaluation;
using Distill.Core.Formats;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Samples;

namespace Distill.Core.Judging;

/// <summary>A judge prompt of the user's own. Immutable and thread-safe.</summary>
/// <remarks>
/// Placeholders in braces are filled: <c>{question}</c>, <c>{reference}</c>, <c>{response}</c> or, to compare, <c>{answer_a}</c> and <c>{answer_b}</c>, and <c>{criteria}</c>,
/// <c>{min}</c>, <c>{max}</c>. Braces of JSON examples stay as they are; <c>{{name}}</c> writes <c>{name}</c>. The judge's answer is read like that of a preset prompt.
/// </remarks>
public sealed class JudgeTemplate
{
    private static readonly string[] Pointwise = ["question", "reference", "response", "criteria", "min", "max"];
    private static readonly string[] Pairwise = ["question", "reference", "answer_a", "answer_b", "criteria"];

    private readonly PromptTemplate _template;

    private JudgeTemplate(PromptTemplate template) => _template = template;

    /// <summary>True when it shows the reference, so that samples without one cannot be judged by it.</summary>
    public bool NeedsReference => _template.Fields.Contains("reference", StringComparer.Ordinal);

    /// <summary>A template that scores one answer.</summary>
    /// <exception cref="InvalidSettingException">A placeholder is unknown, or <c>{response}</c> is missing.</exception>
    public static JudgeTemplate ForScores(string text) => Parse(text, Pointwise, ["response"]);

    /// <summary>A template that compares two answers.</summary>
    /// <exception cref="InvalidSettingException">A placeholder is unknown, or <c>{answer_a}</c> or <c>{answer_b}</c> is missing.</exception>
    public static JudgeTemplate ForPairs(string text) => Parse(text, Pairwise, ["answer_a", "answer_b"]);

    /// <summary>The conversation that asks for the score of one answer.</summary>
    public IReadOnlyList<Message> Build(Rubric rubric, string question, string response, string? reference, JudgeLanguage language) =>
        Fill(name =>
            name switch
            {
                "question" => question,
                "response" => response,
                "reference" => reference ?? "",
                "min" => rubric.Scale.Min.ToString(CultureInfo.InvariantCulture),
                "max" => rubric.Scale.Max.ToString(CultureInfo.InvariantCulture),
                _ => RubricPrompt.Criteria(rubric, language),
            }
        );

    /// <summary>The conversation that asks to compare two answers.</summary>
    public IReadOnlyList<Message> Build(string question, string first, string second, string? reference, string criteria) =>
        Fill(name =>
            name switch
            {
                "question" => question,
                "answer_a" => first,
                "answer_b" => second,
                "reference" => reference ?? "",
                _ => criteria,
            }
        );

    private IReadOnlyList<Message> Fill(Func<string, string> value) =>
        [Message.User(_template.Fill(name => JudgeMaterial.Fence(value(name))))];

    private static JudgeTemplate Parse(string text, string[] known, string[] required)
    {
        var template = PromptTemplate.Parse(text);
        if (template.Fields.FirstOrDefault(field => !known.Contains(field, StringComparer.Ordinal)) is { } unknown)
        {
            throw new InvalidSettingException(
                $"The judge template has an unknown placeholder {{{unknown}}}; known are {string.Join(", ", known.Select(name => $"{{{name}}}"))}."
            );
        }

        var missing = required.FirstOrDefault(field => !template.Fields.Contains(field, StringComparer.Ordinal));
        return missing is null
            ? new JudgeTemplate(template)
            : throw new InvalidSettingException(
                $"The judge template lacks the placeholder {{{missing}}}, without which the judge sees no answer."
            );
    }
}
