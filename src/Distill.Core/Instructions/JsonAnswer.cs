using System.Text;
using System.Text.Json;

namespace Distill.Core.Instructions;

/// <summary>Reads an answer that is to be JSON, strictly: bare, or the only code fence around all of it.</summary>
internal static class JsonAnswer
{
    private const string Fence = "```";
    private const int MaxDepth = 512;
    private static readonly string[] Languages = ["json", "JSON", "Json"];

    /// <summary>The text within the fence around the whole answer, or the trimmed answer.</summary>
    public static ReadOnlySpan<char> Unfence(ReadOnlySpan<char> answer)
    {
        var text = answer.Trim();
        if (
            text.Length < 2 * Fence.Length
            || !text.StartsWith(Fence, StringComparison.Ordinal)
            || !text.EndsWith(Fence, StringComparison.Ordinal)
        )
        {
            return text;
        }

        text = text[Fence.Length..^Fence.Length];
        foreach (var language in Languages)
        {
            if (text.StartsWith(language, StringComparison.Ordinal))
            {
                return text[language.Length..].Trim();
            }
        }

        return text.Trim();
    }

    /// <summary>The element of a JSON text by RFC 8259, or null and what is wrong, with line and column.</summary>
    public static JsonElement? Parse(ReadOnlySpan<char> text, out string? problem)
    {
        // Most texts that are no JSON show it with their first character, which is cheaper to see than to catch.
        if (text.IsEmpty || !(text[0] is '{' or '[' or '"' or '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(text[0])))
        {
            problem = text.IsEmpty ? "the text is empty" : $"JSON cannot begin with '{Shown(text)}'";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(
                Encoding.UTF8.GetBytes(text.ToString()),
                new JsonDocumentOptions { MaxDepth = MaxDepth }
            );
            problem = null;
            return document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            problem = $"line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: {Reason(wrong)}";
            return null;
        }
    }

    private static string Shown(ReadOnlySpan<char> text) =>
        char.IsHighSurrogate(text[0]) && text.Length > 1 ? text[..2].ToString() : text[..1].ToString();

    // The parser repeats the place at the end of its message.
    private static string Reason(JsonException wrong) => wrong.Message.Split(" LineNumber:")[0].TrimEnd('.');
}
