using System.Text;

namespace Distill.Core.Formats;

/// <summary>A prompt with fields in braces. Immutable.</summary>
/// <remarks>
/// Braces count only around a name of letters, digits and <c>_ . - $ [ ]</c>; so the JSON examples that prompts are full of stay as they are.
/// <c>{{name}}</c> writes <c>{name}</c>.
/// </remarks>
internal sealed class PromptTemplate
{
    private readonly List<(string Text, bool IsField)> parts = [];

    private PromptTemplate() { }

    /// <summary>The fields it names, in order, with repeats.</summary>
    public IEnumerable<string> Fields => parts.Where(part => part.IsField).Select(part => part.Text);

    public static PromptTemplate Parse(string text)
    {
        var template = new PromptTemplate();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '{' || NameLength(text, at + 1) is not (> 0 and var length))
            {
                literal.Append(text[at]);
                continue;
            }

            var escaped = at > 0 && text[at - 1] == '{' && at + length + 2 < text.Length && text[at + length + 2] == '}';
            if (escaped)
            {
                // The first brace is in the literal already, the second one closes the name, the third is passed over.
                literal.Append(text, at + 1, length + 1);
                at += length + 2;
                continue;
            }

            template.parts.Add((literal.ToString(), false));
            template.parts.Add((text.Substring(at + 1, length), true));
            literal.Clear();
            at += length + 1;
        }

        template.parts.Add((literal.ToString(), false));
        return template;
    }

    /// <summary>The text with every field replaced.</summary>
    public string Fill(Func<string, string> value)
    {
        var result = new StringBuilder();
        foreach (var (text, isField) in parts)
        {
            result.Append(isField ? value(text) : text);
        }

        return result.ToString();
    }

    // Characters of the name between the braces, 0 when the braces hold something else.
    private static int NameLength(string text, int from)
    {
        var at = from;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || "_.-$[]".Contains(text[at], StringComparison.Ordinal)))
        {
            at++;
        }

        return at < text.Length && text[at] == '}' ? at - from : 0;
    }
}
