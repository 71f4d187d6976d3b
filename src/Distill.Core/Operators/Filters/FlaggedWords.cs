using Distill.Core.Languages;
using Distill.Core.Normalization;

namespace Distill.Core.Operators.Filters;

/// <summary>A list of words that are searched for all at once; case does not matter. Immutable and thread-safe.</summary>
internal sealed class FlaggedWords
{
    private const string Resource = "Distill.Core.Operators.Filters.flagged-words.txt";
    private static readonly Dictionary<string, string[]> Lists = Load();

    private readonly PhraseSet _words;

    private FlaggedWords(IEnumerable<string> words) => _words = new PhraseSet(words);

    /// <summary>The languages that have a list.</summary>
    public static IReadOnlyList<string> Languages => [.. Lists.Keys];

    /// <summary>The shipped lists of some languages and further words.</summary>
    public static FlaggedWords Of(IEnumerable<string> languages, IEnumerable<string> more) =>
        new([.. languages.SelectMany(language => Lists[language]), .. more]);

    /// <summary>Adds the flagged words of a text to a list, as often as they occur.</summary>
    public void Find(string text, ref List<string>? found)
    {
        if (!_words.OccursIn(text))
        {
            return;
        }

        foreach (var (word, at) in _words.FindIn(text))
        {
            if (WordSearch.StandsAlone(text, at, word.Length))
            {
                (found ??= []).Add(word);
            }
        }
    }

    private static Dictionary<string, string[]> Load()
    {
        using var stream = typeof(FlaggedWords).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"The resource {Resource} is missing."));
        var lists = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var language = "";
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                lists[language].Add(line);
            }
            else if (line is "# zh" or "# en")
            {
                language = line[2..];
                lists[language] = [];
            }
        }

        return lists.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }
}
