using System.Text.Json;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Judging;

/// <summary>How good an answer is, by comparing it with the reference.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Reason">The rule that gave it.</param>
internal sealed record AnswerQuality(double Value, string Reason)
{
    /// <summary>Measures an answer. Without a reference it is measured against the question, for relevance only.</summary>
    public static AnswerQuality Of(string answer, string? reference, string? question)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            return new AnswerQuality(0, "The answer is empty.");
        }

        if (reference is null)
        {
            var relevance = TextSimilarity.BigramF1(answer, question ?? "");
            return new AnswerQuality(0.4 + (0.4 * relevance), $"No reference was given; relevance to the question is {relevance:0.00}.");
        }

        if (string.Equals(answer.Trim(), reference.Trim(), StringComparison.Ordinal))
        {
            return new AnswerQuality(1, "The answer is the reference.");
        }

        if (string.Equals(TextSimilarity.Normalise(answer), TextSimilarity.Normalise(reference), StringComparison.Ordinal))
        {
            return new AnswerQuality(1, "The answer is the reference but for case, spaces and punctuation.");
        }

        if (SharedFields(answer, reference) is { } share)
        {
            return new AnswerQuality(share, $"{share:0%} of the reference's JSON fields have the right value.");
        }

        var overlap = TextSimilarity.BigramF1(answer, reference);
        return new AnswerQuality(overlap, $"The overlap with the reference is {overlap:0.00} (bigram F1).");
    }

    private static double? SharedFields(string answer, string reference)
    {
        if (ReadFields(reference) is not { Count: > 0 } wanted)
        {
            return null;
        }

        var given = ReadFields(answer) ?? [];
        return (double)wanted.Count(field => given.TryGetValue(field.Key, out var value) && value == field.Value) / wanted.Count;
    }

    private static Dictionary<string, string>? ReadFields(string text)
    {
        var (start, end) = (text.IndexOf('{'), text.LastIndexOf('}'));
        if (start < 0 || end < start)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text.AsMemory(start, end - start + 1));
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                fields[property.Name] = property.Value.ToString();
            }

            return fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
