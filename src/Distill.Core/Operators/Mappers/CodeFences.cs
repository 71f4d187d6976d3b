using System.Text;

namespace Distill.Core.Operators.Mappers;

/// <summary>Fenced code blocks of Markdown: from a line that begins with <c>```</c> to the next one, or to the end of the text.</summary>
internal static class CodeFences
{
    private const string Fence = "```";

    /// <summary>The parameter <c>keep_code</c> that mappers share.</summary>
    public static OperatorParameter Parameter { get; } =
        OperatorParameter.Boolean("keep_code", true, "Whether fenced code blocks (```) stay as they are.");

    /// <summary>True when the line opens or closes a block.</summary>
    public static bool IsFence(ReadOnlySpan<char> line) => line.TrimStart(" \t").StartsWith(Fence, StringComparison.Ordinal);

    /// <summary>Maps what is outside of code blocks; the same instance when nothing changed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepCode">False maps the whole text, code or not.</param>
    /// <param name="map">Maps a piece of text; it must not make fences.</param>
    public static string MapOutside(string text, bool keepCode, Func<string, string> map) =>
        keepCode && text.Contains(Fence, StringComparison.Ordinal) ? MapPieces(text, map) : map(text);

    private static string MapPieces(string text, Func<string, string> map)
    {
        var result = new StringBuilder(text.Length);
        var (from, code) = (0, false);
        for (var at = 0; at < text.Length; )
        {
            var newLine = text.IndexOf('\n', at);
            var next = newLine < 0 ? text.Length : newLine + 1;
            if (IsFence(text.AsSpan(at, next - at)))
            {
                // The opening fence belongs to the code, and so does the closing one.
                var end = code ? next : at;
                var piece = text[from..end];
                _ = result.Append(code ? piece : map(piece));
                (from, code) = (end, !code);
            }

            at = next;
        }

        var rest = text[from..];
        var mapped = result.Append(code ? rest : map(rest)).ToString();
        return mapped == text ? text : mapped;
    }
}
