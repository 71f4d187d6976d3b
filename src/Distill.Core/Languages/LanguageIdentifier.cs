namespace Distill.Core.Languages;

/// <summary>Tells the language of a text by its script, and within a script by common words and telling letters. Thread-safe.</summary>
/// <remarks>
/// What it can tell: languages with a script of their own (Chinese, Japanese with kana, Korean, Greek, Thai, …) from a few characters on; languages that share
/// a script (English, German, …; Russian, Ukrainian, …; Arabic, Persian, Urdu; Hindi, Marathi, Nepali) once some of their common words occur, so of a headline
/// or a list of names it may say <see cref="LanguageGuess.Undetermined"/>. What it cannot: traditional from simplified Chinese, Japanese without kana from
/// Chinese, languages whose profile it lacks, transliterations. Code in fences is not looked at.
/// </remarks>
public static class LanguageIdentifier
{
    // A Chinese character says about as much as four letters of an alphabet.
    private const int IdeographWeight = 4;

    // Chinese texts are full of Latin names and terms, the reverse is rare: from this share on the text is Chinese, Japanese or Korean.
    private const double EastAsianShare = 0.4;

    // Japanese has at least this share of kana among its characters; Chinese that quotes Japanese has less.
    private const double KanaShare = 0.15;

    // Prompt and answer of a sample, and of the one before.
    private const int Remembered = 4;

    [ThreadStatic]
    private static (string? Text, LanguageGuess Guess)[]? remembered;

    [ThreadStatic]
    private static uint next;

    /// <summary>The codes that can be told.</summary>
    public static IReadOnlyCollection<string> Codes { get; } =
    [
        .. WordProfiles
            .Instance.Codes.Concat(["zh", "ja", "ko", "el", "he", "bn", "pa", "gu", "ta", "te", "kn", "ml", "th"])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Tells the language of a text.</summary>
    /// <remarks>Each thread remembers the guesses of the texts it saw last: operators that follow one another ask for the same ones.</remarks>
    public static LanguageGuess Identify(string text)
    {
        var memory = remembered ??= new (string?, LanguageGuess)[Remembered];
        foreach (var (known, guess) in memory)
        {
            if (ReferenceEquals(known, text))
            {
                return guess;
            }
        }

        var fresh = Guess(text);
        memory[next++ % Remembered] = (text, fresh);
        return fresh;
    }

    private static LanguageGuess Guess(string text)
    {
        Span<int> counts = stackalloc int[(int)Script.Other + 1];
        counts.Clear();
        foreach (var prose in Prose.OutsideFences(text))
        {
            ScriptCounts.Add(text.AsSpan(prose), counts);
        }

        var eastAsian = IdeographWeight * (counts[(int)Script.Han] + counts[(int)Script.Kana] + counts[(int)Script.Hangul]);
        var others = 0;
        var most = (int)Script.Latin;
        for (var script = (int)Script.Latin; script <= (int)Script.Other; script++)
        {
            if (script is not ((int)Script.Han or (int)Script.Kana or (int)Script.Hangul))
            {
                others += counts[script];
                most = counts[script] > counts[most] ? script : most;
            }
        }

        var total = eastAsian + others;
        return total == 0 ? new LanguageGuess(LanguageGuess.Undetermined, 0, 0)
            : eastAsian >= EastAsianShare * total ? EastAsian(counts, total)
            : new LanguageGuess(Code((Script)most, text), (double)counts[most] / total, total);
    }

    private static LanguageGuess EastAsian(ReadOnlySpan<int> counts, int total)
    {
        var (han, kana, hangul) = (counts[(int)Script.Han], counts[(int)Script.Kana], counts[(int)Script.Hangul]);
        return hangul > han + kana ? new LanguageGuess("ko", Share(hangul), total)
            : kana >= KanaShare * (han + kana) ? new LanguageGuess("ja", Share(han + kana), total)
            : new LanguageGuess("zh", Share(han), total);

        double Share(int characters) => (double)IdeographWeight * characters / total;
    }

    private static string Code(Script script, string text) =>
        script switch
        {
            Script.Latin or Script.Cyrillic or Script.Arabic or Script.Devanagari => WordProfiles.Instance.Nearest(text),
            Script.Greek => "el",
            Script.Hebrew => "he",
            Script.Bengali => "bn",
            Script.Gurmukhi => "pa",
            Script.Gujarati => "gu",
            Script.Tamil => "ta",
            Script.Telugu => "te",
            Script.Kannada => "kn",
            Script.Malayalam => "ml",
            Script.Thai => "th",
            _ => LanguageGuess.Undetermined,
        };
}
