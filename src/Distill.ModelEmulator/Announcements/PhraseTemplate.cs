using System.Text;

namespace Distill.ModelEmulator.Announcements;

/// <summary>A sentence pattern: <c>[a|b]</c> is one of its alternatives, <c>{slot}</c> a value drawn anew each time.</summary>
internal static class PhraseTemplate
{
    /// <summary>Writes one random instance of a pattern.</summary>
    public static void Render(StringBuilder output, ReadOnlySpan<char> pattern, Random random)
    {
        while (!pattern.IsEmpty)
        {
            var special = pattern.IndexOfAny('[', '{');
            if (special < 0)
            {
                output.Append(pattern);
                return;
            }

            output.Append(pattern[..special]);
            var end = pattern[special] == '[' ? pattern.IndexOf(']') : pattern.IndexOf('}');
            var inner = pattern[(special + 1)..end];
            if (pattern[special] == '[')
            {
                Render(output, Pick(inner, random), random);
            }
            else
            {
                output.Append(Vocabulary.Draw(inner, random));
            }

            pattern = pattern[(end + 1)..];
        }
    }

    /// <summary>One random instance of a random pattern.</summary>
    public static string Render(string[] patterns, Random random)
    {
        var output = new StringBuilder();
        Render(output, patterns[random.Next(patterns.Length)], random);
        return output.ToString();
    }

    private static ReadOnlySpan<char> Pick(ReadOnlySpan<char> alternatives, Random random)
    {
        var chosen = random.Next(alternatives.Count('|') + 1);
        for (; chosen > 0; chosen--)
        {
            alternatives = alternatives[(alternatives.IndexOf('|') + 1)..];
        }

        var end = alternatives.IndexOf('|');
        return end < 0 ? alternatives : alternatives[..end];
    }
}
