using System.Text;

namespace Distill.Core.Operators.Mappers;

/// <summary>From traditional to simplified characters by the embedded table: about 2,500 characters, and phrases where a character goes otherwise. Thread-safe.</summary>
internal static class ChineseConversion
{
    private const string Resource = "Distill.Core.Operators.Mappers.traditional.txt";

    // '\0' where a character stays.
    private static readonly char[] Certain = new char[char.MaxValue + 1];
    private static readonly char[] Possible = new char[char.MaxValue + 1];
    private static readonly Dictionary<char, List<(string Traditional, string Simplified)>> Phrases = [];

    static ChineseConversion()
    {
        using var stream = typeof(ChineseConversion).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"The resource {Resource} is missing."));
        while (reader.ReadLine() is { } line)
        {
            Load(line);
        }
    }

    /// <summary>The text in simplified characters; the same instance when it has no traditional ones, or kana.</summary>
    public static string Simplify(string text)
    {
        var first = FirstTraditional(text);
        return first < 0 || text.AsSpan().ContainsAnyInRange('\u3041', '\u30FA') ? text : Convert(text);
    }

    private static int FirstTraditional(string text)
    {
        // Latin text is passed over at once.
        var at = text.AsSpan().IndexOfAnyInRange('\u3400', '\u9FFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (Certain[text[at]] != '\0')
            {
                return at;
            }
        }

        return -1;
    }

    private static string Convert(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var (length, phrase) = Phrase(text, at);
            if (length > 0)
            {
                _ = result.Append(phrase);
                at += length;
                continue;
            }

            var simplified = Possible[text[at]];
            _ = result.Append(simplified == '\0' ? text[at] : simplified);
            at++;
        }

        return result.ToString();
    }

    private static (int Length, string Simplified) Phrase(string text, int at)
    {
        foreach (var (traditional, simplified) in Phrases.GetValueOrDefault(text[at]) ?? [])
        {
            if (text.AsSpan(at).StartsWith(traditional, StringComparison.Ordinal))
            {
                return (traditional.Length, simplified);
            }
        }

        return (0, "");
    }

    private static void Load(string line)
    {
        if (line is ['>', .. var phrase])
        {
            var words = phrase.Split(' ');
            if (!Phrases.TryGetValue(words[0][0], out var phrases))
            {
                Phrases[words[0][0]] = phrases = [];
            }

            phrases.Add((words[0], words[1]));
        }
        else if (line is not ['#', ..])
        {
            var certain = line is not ['?', ..];
            for (var i = certain ? 0 : 1; i + 1 < line.Length; i += 2)
            {
                Possible[line[i]] = line[i + 1];
                Certain[line[i]] = certain ? line[i + 1] : '\0';
            }
        }
    }
}
