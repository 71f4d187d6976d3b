using System.Buffers;

namespace Distill.Core.Operators.Privacy;

/// <summary>Finds personal data in a text: a vectorised search for triggers, and recognisers that look closely around each. Linear in the text.</summary>
/// <remarks>What a recogniser looks at around a trigger is bounded, or is skipped afterwards; so no text makes the search slow.</remarks>
internal ref partial struct PiiScanner
{
    // Every number begins with a digit, every e-mail address has an at sign.
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789０１２３４５６７８９@");
    private static readonly SearchValues<string> Texts = SearchValues.Create(["://", .. ApiKeys.Triggers], StringComparison.Ordinal);
    private static readonly SearchValues<string> TextsAndNames = SearchValues.Create(
        ["://", .. ApiKeys.Triggers, .. PersonNames.Triggers],
        StringComparison.Ordinal
    );

    private readonly ReadOnlySpan<char> _text;
    private readonly int _kinds;
    private List<PiiMatch>? _matches;

    // Where the last match ended: nothing before it may be part of another.
    private int _floor;

    // URLs are read as a whole; one within another is part of it. Their secrets wait for what may come before them.
    private int _urlEnd;
    private Queue<PiiMatch>? _secrets;

    private PiiScanner(ReadOnlySpan<char> text, int kinds)
    {
        _text = text;
        _kinds = kinds;
    }

    /// <summary>What is found, in order and without overlap; null when nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kinds">What to look for, by <see cref="PiiKinds.Select"/>.</param>
    public static List<PiiMatch>? Scan(ReadOnlySpan<char> text, int kinds)
    {
        var scanner = new PiiScanner(text, kinds);
        scanner.Run();
        return scanner._matches;
    }

    private void Run()
    {
        var texts = Wants(PiiKind.Name) ? TextsAndNames : Texts;
        var character = Next(Characters, 0);
        var word = Next(texts, 0);
        while (Math.Min(character, word) is < int.MaxValue and var at)
        {
            AddSecrets(at);
            var next =
                at < _floor ? _floor
                : at == character ? AtCharacter(at)
                : AtText(at);
            next = Math.Max(Math.Max(next, _floor), at + 1);
            character = character < next ? Next(Characters, next) : character;
            word = word < next ? Next(texts, next) : word;
        }

        AddSecrets(_text.Length);
    }

    private void AddSecrets(int before)
    {
        while (_secrets is { Count: > 0 } && _secrets.Peek().Start <= before)
        {
            var secret = _secrets.Dequeue();
            _ = Add(secret.Kind, (secret.Start, secret.End));
        }
    }

    private readonly bool Wants(PiiKind kind) => (_kinds & (1 << (int)kind)) != 0;

    private readonly int Next(SearchValues<char> triggers, int from) =>
        from < _text.Length && _text[from..].IndexOfAny(triggers) is >= 0 and var at ? from + at : int.MaxValue;

    private readonly int Next(SearchValues<string> triggers, int from) =>
        from < _text.Length && _text[from..].IndexOfAny(triggers) is >= 0 and var at ? from + at : int.MaxValue;

    private bool Add(PiiKind kind, (int Start, int End) found)
    {
        if (found.Start < _floor || !Wants(kind))
        {
            return false;
        }

        (_matches ??= []).Add(new PiiMatch(kind, found.Start, found.End));
        _floor = found.End;
        return true;
    }

    private int AtText(int at)
    {
        if (_text[at] == ':')
        {
            return AtUrl(at);
        }

        _ =
            (Wants(PiiKind.ApiKey) && Add(PiiKind.ApiKey, ApiKeys.Find(_text, at)))
            || (Wants(PiiKind.Name) && Add(PiiKind.Name, PersonNames.Find(_text, at)));
        return at + 1;
    }

    private int AtUrl(int at)
    {
        if (Wants(PiiKind.UrlCredential) && at >= _urlEnd)
        {
            _secrets ??= new Queue<PiiMatch>();
            _urlEnd = UrlCredentials.Find(_text, at, _secrets);
        }

        return at + 3;
    }

    private int AtCharacter(int at)
    {
        if (_text[at] == '@')
        {
            var found = EmailAddresses.Find(_text, at, _floor);
            // What stands between colon and at sign of a URL is its password, be it an example.
            var password = at < _urlEnd && found.Start > 0 && _text[found.Start - 1] == ':';
            _ = !password && Add(PiiKind.Email, found);
            return at + 1;
        }

        if (Wants(PiiKind.Ipv6) && IsInIpv6(at) && Add(PiiKind.Ipv6, IpAddresses.FindV6(_text, at, _floor)))
        {
            return _floor;
        }

        var start = at;
        while (start > _floor && TextSight.IsWord(_text[start - 1]))
        {
            start--;
        }

        return start < at ? AtWord(start, at) : AtNumber(at);
    }

    // Cheap: most digits have no colon beside their group.
    private readonly bool IsInIpv6(int at)
    {
        var end = at;
        while (end < _text.Length && end - at < 5 && char.IsAsciiHexDigit(_text[end]))
        {
            end++;
        }

        var start = at;
        while (start > _floor && at - start < 5 && char.IsAsciiHexDigit(_text[start - 1]))
        {
            start--;
        }

        return (end < _text.Length && _text[end] == ':') || (start > 0 && _text[start - 1] == ':');
    }

    /// <summary>A word that begins with letters and has a digit: a plate, a passport number, a key.</summary>
    private int AtWord(int start, int digit)
    {
        var end = WordEnd(digit);
        _ =
            (Wants(PiiKind.LicensePlate) && Add(PiiKind.LicensePlate, DocumentNumbers.FindPlate(_text, start, end)))
            || (Wants(PiiKind.Passport) && DocumentNumbers.IsPassport(_text, start, end) && Add(PiiKind.Passport, (start, end)))
            || (Wants(PiiKind.ApiKey) && Add(PiiKind.ApiKey, ApiKeys.FindByContext(_text, start, _floor)));
        return end;
    }

    private readonly int WordEnd(int from)
    {
        while (from < _text.Length && TextSight.IsWord(_text[from]))
        {
            from++;
        }

        return from;
    }
}
