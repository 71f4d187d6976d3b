using System.Diagnostics.CodeAnalysis;
using Distill.Core.Filtering;

namespace Distill.Core.Sampling;

/// <summary>A text or a pattern that is looked for. Immutable and thread-safe.</summary>
public sealed record Keyword
{
    private Keyword(string written, FilterPattern? pattern)
    {
        Written = written;
        Pattern = pattern;
    }

    /// <summary>As it was given.</summary>
    public string Written { get; }

    /// <summary>The pattern; null for a text, of which case does not count.</summary>
    public FilterPattern? Pattern { get; }

    /// <summary>Reads a keyword: <c>/退.?款/</c> or <c>/refund/i</c> is a pattern, anything else a text.</summary>
    /// <param name="text">The keyword.</param>
    /// <param name="keyword">The keyword; null when it is none.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Keyword? keyword, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (keyword, problem) = (null, null);
        var ignoreCase = text.EndsWith("/i", StringComparison.Ordinal);
        var end = text.Length - (ignoreCase ? 2 : 1);
        if (text.Length == 0)
        {
            problem = "a keyword is empty";
            return false;
        }

        if (text[0] != '/' || end < 2 || text[end] != '/')
        {
            keyword = new Keyword(text, null);
            return true;
        }

        if (FilterPattern.TryCreate(text[1..end], ignoreCase, out var pattern, out problem))
        {
            keyword = new Keyword(text, pattern);
            return true;
        }

        problem ??= "the pattern is wrong";
        return false;
    }

    /// <summary>True when it occurs in the text.</summary>
    public bool OccursIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Pattern?.IsMatch(text) ?? text.Contains(Written, StringComparison.OrdinalIgnoreCase);
    }
}
