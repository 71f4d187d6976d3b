using System.Buffers;
using System.Collections.Frozen;

namespace Distill.Core.Languages;

/// <summary>Words and phrases, Chinese and English, that are searched for all at once; case does not matter. Immutable and thread-safe.</summary>
/// <remarks>
/// .NET searches for several ASCII strings with vector instructions, but walks a text character by character for others. Those are found here by one character each, their
/// rarest, for which the text is scanned with vector instructions.
/// </remarks>
internal sealed class PhraseSet
{
    // Frequent characters of modern Chinese, most frequent first; they are the worst to look for.
    private const string Common =
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体美相见被利什二等产或新己制身果加月话合回特代内信表化老给世位次度门任常先海通教原提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直资命金指统区保至形社便空决治展科司五基眼书非则听白却界达光放强即像难且思完设式色路记南品住告类求据程北边该交规万取格望觉术领共确传师观清今切让识带导运";

    private readonly SearchValues<string>? _ascii;
    private readonly SearchValues<char>? _anchors;
    private readonly FrozenDictionary<char, (string Phrase, int Offset)[]> _byAnchor;
    private readonly string[] _asciiPhrases;

    /// <summary>A set of phrases.</summary>
    /// <param name="phrases">The phrases, none empty.</param>
    public PhraseSet(IEnumerable<string> phrases)
    {
        // The longer first: of two phrases at one place the more telling one is named.
        var all = phrases
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(phrase => phrase.Length)
            .ToLookup(phrase => phrase.All(char.IsAscii));
        _asciiPhrases = [.. all[true]];
        _ascii = _asciiPhrases.Length == 0 ? null : SearchValues.Create(Beginnings(_asciiPhrases), StringComparison.OrdinalIgnoreCase);
        _byAnchor = all[false]
            .Select(phrase => (Phrase: phrase, Offset: Anchor(phrase)))
            .GroupBy(pair => pair.Phrase[pair.Offset])
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _anchors = _byAnchor.Count == 0 ? null : SearchValues.Create([.. _byAnchor.Keys]);
    }

    /// <summary>True when one of the phrases occurs in a text, be it within a longer word.</summary>
    public bool OccursIn(ReadOnlySpan<char> text)
    {
        if (_ascii is not null && text.ContainsAny(_ascii))
        {
            return true;
        }

        var at = 0;
        return NextOther(text, ref at, out _) is not null;
    }

    /// <summary>Every occurrence of a phrase, as the phrase and its position: those in ASCII first, each kind from left to right without overlaps.</summary>
    public IEnumerable<(string Phrase, int At)> FindIn(string text)
    {
        for (var (at, next) = (0, NextAscii(text, 0)); next >= 0; next = NextAscii(text, at))
        {
            var phrase = Array.Find(_asciiPhrases, phrase => text.AsSpan(next).StartsWith(phrase, StringComparison.OrdinalIgnoreCase))!;
            yield return (phrase, next);
            at = next + phrase.Length;
        }

        var from = 0;
        while (NextOther(text, ref from, out var position) is { } phrase)
        {
            yield return (phrase, position);
            from = Math.Max(from, position + phrase.Length);
        }
    }

    // Where "porn" is found, "pornhub" need not be looked for: the fewer strings, the faster the search.
    private static string[] Beginnings(string[] phrases) =>
        [
            .. phrases.Where(phrase =>
                !phrases.Any(other => other.Length < phrase.Length && phrase.StartsWith(other, StringComparison.OrdinalIgnoreCase))
            ),
        ];

    private int NextAscii(string text, int from)
    {
        var offset = _ascii is null ? -1 : text.AsSpan(from).IndexOfAny(_ascii);
        return offset < 0 ? -1 : from + offset;
    }

    /// <summary>The first phrase whose anchor stands at or after a position, which moves behind that anchor; null when there is none.</summary>
    private string? NextOther(ReadOnlySpan<char> text, ref int from, out int position)
    {
        position = -1;
        while (_anchors is not null && from < text.Length && text[from..].IndexOfAny(_anchors) is >= 0 and var offset)
        {
            var at = from + offset;
            from = at + 1;
            foreach (var (phrase, anchor) in _byAnchor[text[at]])
            {
                if (at >= anchor && text[(at - anchor)..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
                {
                    position = at - anchor;
                    return phrase;
                }
            }
        }

        return null;
    }

    // A letter with case would have to be looked for in both, so such characters are no anchors where there are others.
    private static int Anchor(string phrase)
    {
        var best = -1;
        for (var i = 0; i < phrase.Length; i++)
        {
            var usable = char.ToLowerInvariant(phrase[i]) == char.ToUpperInvariant(phrase[i]) && !char.IsAscii(phrase[i]);
            if (usable && (best < 0 || Rank(phrase[i]) > Rank(phrase[best])))
            {
                best = i;
            }
        }

        return best >= 0 ? best : throw new ArgumentException($"'{phrase}' has no character by which it could be found.", nameof(phrase));
    }

    private static int Rank(char unit) => Common.IndexOf(unit) is >= 0 and var rank ? rank : int.MaxValue;
}
