namespace Distill.Core.Dedup.Contamination;

/// <summary>Walks over the runs of n tokens of a text. A token is a Han or kana character, or a word of other letters and digits; punctuation parts tokens.</summary>
/// <remarks>So 13 tokens are 13 words of English and 13 characters of Chinese. A text of fewer tokens is one run by itself.</remarks>
internal ref struct TokenGrams
{
    private const ulong Base = 0x9E3779B97F4A7C15;
    private const char FirstIdeograph = '\u2E80';

    private readonly ReadOnlySpan<char> _key;
    private readonly ulong[] _hashes;
    private readonly int[] _starts;
    private readonly ulong _highest;
    private ulong _rolling;
    private int _at;
    private bool _done;

    /// <summary>The runs of a text.</summary>
    /// <param name="key">The text's key.</param>
    /// <param name="length">Tokens of a run.</param>
    public TokenGrams(ReadOnlySpan<char> key, int length)
    {
        _key = key;
        _hashes = new ulong[length];
        _starts = new int[length];
        _highest = 1;
        for (var i = 1; i < length; i++)
        {
            _highest *= Base;
        }
    }

    /// <summary>Tokens so far.</summary>
    public int Tokens { get; private set; }

    /// <summary>Hash of the current run.</summary>
    public ulong Hash { get; private set; }

    /// <summary>The current run as it stands in the key.</summary>
    public readonly ReadOnlySpan<char> Text => _key[_starts[Math.Max(0, Tokens - _hashes.Length) % _hashes.Length].._at];

    /// <summary>Goes to the next run.</summary>
    public bool Next()
    {
        while (NextToken(out var start))
        {
            Add(_key[start.._at], start);
            if (Tokens >= _hashes.Length)
            {
                Hash = Finish(_rolling, _hashes.Length);
                return true;
            }
        }

        if (_done || Tokens == 0 || Tokens >= _hashes.Length)
        {
            return false;
        }

        _done = true;
        Hash = Finish(_rolling, Tokens);
        return true;
    }

    private void Add(ReadOnlySpan<char> token, int start)
    {
        var hash = 0UL;
        foreach (var unit in token)
        {
            hash = (hash ^ unit) * 0xBF58476D1CE4E5B9;
            hash ^= hash >> 31;
        }

        var slot = Tokens % _hashes.Length;
        _rolling = ((_rolling - (_hashes[slot] * _highest)) * Base) + hash;
        (_hashes[slot], _starts[slot]) = (hash, start);
        Tokens++;
    }

    private bool NextToken(out int start)
    {
        while (_at < _key.Length && !char.IsLetterOrDigit(_key[_at]))
        {
            _at++;
        }

        start = _at;
        if (_at == _key.Length)
        {
            return false;
        }

        if (_key[_at++] >= FirstIdeograph)
        {
            return true;
        }

        while (_at < _key.Length && char.IsLetterOrDigit(_key[_at]) && _key[_at] < FirstIdeograph)
        {
            _at++;
        }

        return true;
    }

    // A short run must not equal a long one that begins with tokens of hash zero.
    private static ulong Finish(ulong rolling, int tokens)
    {
        var hash = (rolling + (ulong)tokens) * 0xFF51AFD7ED558CCD;
        return hash ^ (hash >> 32);
    }
}
