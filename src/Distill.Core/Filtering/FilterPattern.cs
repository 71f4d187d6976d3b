using System.Text;
using System.Text.RegularExpressions;

namespace Distill.Core.Filtering;

/// <summary>A regular expression that runs in time linear in the text, so that no pattern can hang. Immutable and thread-safe.</summary>
/// <remarks>
/// The syntax is .NET's without what needs backtracking: lookaheads, lookbehinds, back-references and atomic groups are refused when the pattern is read.
/// A time-out is not needed: the engine (<see cref="RegexOptions.NonBacktracking"/>) follows all alternatives at once.
/// </remarks>
public sealed record FilterPattern
{
    private readonly Regex _regex;

    private FilterPattern(string text, bool ignoreCase, Regex regex)
    {
        Text = text;
        IgnoreCase = ignoreCase;
        _regex = regex;
    }

    /// <summary>The pattern, without slashes around it.</summary>
    public string Text { get; }

    /// <summary>True when case does not count.</summary>
    public bool IgnoreCase { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern; <c>\/</c> stands for a slash.</param>
    /// <param name="ignoreCase">True when case does not count.</param>
    /// <param name="pattern">The pattern; null when it is none.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryCreate(string text, bool ignoreCase, out FilterPattern? pattern, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (pattern, problem) = (null, null);
        var plain = WithPlainSlashes(text);
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        try
        {
            var regex = new Regex(plain, ignoreCase ? options | RegexOptions.IgnoreCase : options);
            pattern = new FilterPattern(plain, ignoreCase, regex);
        }
        catch (RegexParseException error)
        {
            problem = $"the pattern is no regular expression: {error.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "the pattern looks around, refers back or repeats too much, which cannot be matched in linear time";
        }

        return pattern is not null;
    }

    /// <summary>True when the pattern is found in the text.</summary>
    public bool IsMatch(string text) => _regex.IsMatch(text);

    /// <summary>True for the same pattern.</summary>
    public bool Equals(FilterPattern? other) => other is not null && Text == other.Text && IgnoreCase == other.IgnoreCase;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Text, IgnoreCase);

    // "\/" and "/" are one pattern; kept in one spelling, so that equal patterns are equal.
    private static string WithPlainSlashes(string text)
    {
        if (!text.Contains("\\/", StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            i++;
            plain.Append(text[i] == '/' ? "/" : $"\\{text[i]}");
        }

        return plain.ToString();
    }
}
