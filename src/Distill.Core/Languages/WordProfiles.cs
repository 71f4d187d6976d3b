using System.Collections.Frozen;
using System.Numerics;

namespace Distill.Core.Languages;

/// <summary>Common words and telling letters of languages that share a script, read once from the embedded profile. Immutable.</summary>
internal sealed class WordProfiles
{
    private const string Resource = "Distill.Core.Languages.word-profiles.txt";
    private const int MaxWord = 24;

    // After so many recognised words more of them change nothing.
    private const int Enough = 32;

    // One common word may be a name, or a word of another language; two of one language are evidence.
    private const int Evidence = 2;

    // A word of one language counts full, one that several share as a part of it; the number is divisible by all that occurs.
    private const int WordWeight = 60;

    private readonly string[] _codes;
    private readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<char, uint> _letters;

    private WordProfiles(TextReader profiles)
    {
        var codes = new List<string>();
        var words = new Dictionary<string, uint>(StringComparer.Ordinal);
        var letters = new Dictionary<char, uint>();
        while (profiles.ReadLine() is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var head, .. var entries] || head.StartsWith('#'))
            {
                continue;
            }

            var code = head.TrimEnd(':', '~');
            var index = codes.IndexOf(code);
            if (index < 0)
            {
                index = codes.Count;
                codes.Add(code);
            }

            foreach (var entry in entries)
            {
                _ = head.EndsWith('~')
                    ? letters[entry[0]] = letters.GetValueOrDefault(entry[0]) | (1u << index)
                    : words[entry] = words.GetValueOrDefault(entry) | (1u << index);
            }
        }

        _codes = [.. codes];
        _words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _letters = letters.ToFrozenDictionary();
    }

    public static WordProfiles Instance { get; } = Load();

    /// <summary>The languages with a profile.</summary>
    public IReadOnlyList<string> Codes => _codes;

    /// <summary>The language whose words and letters a text has most of; <c>und</c> when it has none, or as many of another one.</summary>
    public string Nearest(string text)
    {
        // Scores and, behind them, how many words and letters make them up.
        Span<int> scores = stackalloc int[2 * _codes.Length];
        scores.Clear();
        Span<char> word = stackalloc char[MaxWord];
        var (length, recognised) = (0, 0);
        foreach (var prose in Prose.OutsideFences(text))
        {
            foreach (var unit in text.AsSpan(prose))
            {
                if (IsInWord(unit))
                {
                    var lower = char.IsAscii(unit) ? (char)(unit | 0x20) : Lower(unit, scores);
                    // A longer word is no common one; its length goes on so that its beginning is not taken for a word.
                    word[Math.Min(length++, MaxWord - 1)] = lower;
                    continue;
                }

                recognised += length > 0 ? Recognise(word, length, scores) : 0;
                length = 0;
                if (recognised >= Enough)
                {
                    return Best(scores);
                }
            }

            recognised += Recognise(word, length, scores);
            length = 0;
        }

        return Best(scores);
    }

    private static bool IsInWord(char unit) =>
        char.IsAscii(unit) ? char.IsAsciiLetter(unit) || unit == '\'' : char.IsLetter(unit) || ScriptTable.IsMark(unit);

    private char Lower(char unit, Span<int> scores)
    {
        var lower = char.ToLowerInvariant(unit);
        if (_letters.TryGetValue(lower, out var languages))
        {
            Add(languages, scores);
        }

        return lower;
    }

    private int Recognise(ReadOnlySpan<char> word, int length, Span<int> scores)
    {
        if (length is 0 or >= MaxWord || !_words.TryGetValue(word[..length], out var languages))
        {
            return 0;
        }

        Add(languages, scores);
        return 1;
    }

    private void Add(uint languages, Span<int> scores)
    {
        var share = WordWeight / BitOperations.PopCount(languages);
        for (var rest = languages; rest != 0; rest &= rest - 1)
        {
            var language = BitOperations.TrailingZeroCount(rest);
            scores[language] += share;
            scores[_codes.Length + language]++;
        }
    }

    private string Best(ReadOnlySpan<int> scores)
    {
        var (best, second) = (0, -1);
        for (var i = 1; i < _codes.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                (best, second) = (i, best);
            }
            else if (second < 0 || scores[i] > scores[second])
            {
                second = i;
            }
        }

        return scores[best] > scores[second] && scores[_codes.Length + best] >= Evidence ? _codes[best] : LanguageGuess.Undetermined;
    }

    private static WordProfiles Load()
    {
        using var stream = typeof(WordProfiles).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"The resource {Resource} is missing."));
        return new WordProfiles(reader);
    }
}
