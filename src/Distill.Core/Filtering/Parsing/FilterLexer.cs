using System.Globalization;
using System.Text;

namespace Distill.Core.Filtering.Parsing;

/// <summary>Cuts the text of a filter into tokens.</summary>
internal sealed class FilterLexer(string text)
{
    private int _at;

    /// <summary>The next token.</summary>
    /// <exception cref="FilterSyntaxException">The text holds none here.</exception>
    public FilterToken Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return new FilterToken(TokenKind.End, _at, 1);
        }

        return text[_at] switch
        {
            '(' => Single(TokenKind.Open),
            ')' => Single(TokenKind.Close),
            ',' => Single(TokenKind.Comma),
            '"' or '\'' => Text(),
            '/' => Pattern(),
            '=' or '!' or '<' or '>' => Operator(),
            var digit when char.IsAsciiDigit(digit) || digit is '-' or '+' => Value(),
            var letter when FilterText.StartsName(letter) => Path(),
            _ => throw Wrong(_at, 1, Unknown(text[_at]), UnknownRemedy(text[_at])),
        };
    }

    /// <summary>An error at a place.</summary>
    public static FilterSyntaxException Wrong(int start, int length, string message, string remedy) =>
        new(new FilterError(message, remedy, start + 1, Math.Max(1, length)));

    private static string Unknown(char character) =>
        char.IsControl(character) ? "a control character stands here" : $"'{character}' has no meaning here";

    private static string UnknownRemedy(char character) =>
        character switch
        {
            '\u201C' or '\u201D' or '\u2018' or '\u2019' or '\uFF02' => "put texts in straight quotes: \"…\"",
            '\uFF08' or '\uFF09' or '\uFF0C' or '\uFF1D' or '\u300C' or '\u300D' => "use the half-width characters ( ) , = and \"",
            '&' => "write and",
            '|' => "write or",
            _ => "write a field, a value in quotes, or a keyword such as and, or, not",
        };

    private FilterToken Single(TokenKind kind) => new(kind, _at++, 1);

    private FilterToken Operator()
    {
        var start = _at++;
        if (text[start] is '<' or '>' or '!' && _at < text.Length && text[_at] == '=')
        {
            _at++;
        }

        var rest = _at < text.Length ? text[_at] : ' ';
        return (text[start], _at - start, rest) switch
        {
            ('!', 1, _) => throw Wrong(start, 1, "'!' alone is no operator", "write not before a condition, or != between field and value"),
            ('=', 1, '=') => throw Wrong(start, 2, "'==' is no operator", "write ="),
            ('=', 1, '~') => throw Wrong(start, 2, "'=~' is no operator", "write matches /pattern/"),
            ('<', 1, '>') => throw Wrong(start, 2, "'<>' is no operator", "write !="),
            _ => new FilterToken(TokenKind.Operator, start, _at - start),
        };
    }

    private FilterToken Text()
    {
        var start = _at;
        var value = QuotedText();
        return new FilterToken(TokenKind.Text, start, _at - start) { Value = FilterLiteral.Of(value) };
    }

    private string QuotedText()
    {
        var (start, quote) = (_at, text[_at++]);
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            value.Append(text[_at] == '\\' ? Escape() : text[_at]);
            _at++;
        }

        if (_at == text.Length)
        {
            throw Wrong(start, text.Length - start, "the text is not closed", $"end it with {quote}");
        }

        _at++;
        var result = value.ToString();
        return FilterText.IsWellFormed(result)
            ? result
            : throw Wrong(start, _at - start, "the text holds half a surrogate pair", "write the character itself");
    }

    // Stands on the backslash, ends on the last character of the escape.
    private char Escape()
    {
        var start = _at++;
        switch (_at < text.Length ? text[_at] : ' ')
        {
            case '"' or '\'' or '\\' or '/':
                return text[_at];
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u'
                when _at + 4 < text.Length
                    && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                throw Wrong(
                    start,
                    2,
                    "the backslash begins no escape",
                    "write \\\\ for a backslash; known are \\\" \\' \\\\ \\n \\r \\t \\uXXXX"
                );
        }
    }

    private FilterToken Pattern()
    {
        var start = _at++;
        while (_at < text.Length && text[_at] != '/')
        {
            _at += text[_at] == '\\' ? 2 : 1;
        }

        if (_at >= text.Length)
        {
            throw Wrong(start, text.Length - start, "the pattern is not closed", "end it with /; a slash within is written \\/");
        }

        var source = text[(start + 1).._at++];
        var flags = _at;
        while (_at < text.Length && FilterText.ContinuesName(text[_at]))
        {
            _at++;
        }

        var ignoreCase = text[flags.._at] switch
        {
            "" => false,
            "i" => true,
            var other => throw Wrong(flags, other.Length, $"'{other}' is no option of a pattern", "write i for any case, or nothing"),
        };
        return FilterPattern.TryCreate(source, ignoreCase, out var pattern, out var problem)
            ? new FilterToken(TokenKind.Pattern, start, _at - start) { Pattern = pattern }
            : throw Wrong(start, _at - start, problem!, "correct the pattern; use no lookarounds, back-references or atomic groups");
    }

    // A number or a time: both begin with a digit or a sign.
    private FilterToken Value()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or ':' or '-' or '+'))
        {
            _at++;
        }

        var written = text.AsSpan(start, _at - start);
        if (ScalarText.TryNumber(written, out var number))
        {
            return new FilterToken(TokenKind.Number, start, _at - start) { Value = FilterLiteral.Of(number) };
        }

        return ScalarText.TryTime(written, out var micros)
            ? new FilterToken(TokenKind.Time, start, _at - start) { Value = FilterLiteral.OfMicroseconds(micros) }
            : throw Wrong(
                start,
                _at - start,
                $"'{written}' is neither a number nor a time",
                "write 12.5, 2026-11-23T08:00:00+08:00, or put a text in quotes"
            );
    }

    private FilterToken Path()
    {
        var start = _at;
        var steps = new List<FieldStep> { FieldStep.Of(Name()) };
        while (_at < text.Length && text[_at] is '.' or '[')
        {
            steps.Add(text[_at++] == '.' ? FieldStep.Of(Name()) : Bracket());
        }

        return new FilterToken(TokenKind.Path, start, _at - start) { Steps = steps };
    }

    private string Name()
    {
        var start = _at;
        while (_at < text.Length && FilterText.ContinuesName(text[_at]))
        {
            _at++;
        }

        return _at > start
            ? text[start.._at]
            : throw Wrong(start, 1, "a name is missing after the dot", "write a name, or [\"…\"] for one with other characters");
    }

    private FieldStep Bracket()
    {
        var start = _at;
        FieldStep step;
        if (_at < text.Length && text[_at] is '"' or '\'')
        {
            step = FieldStep.Of(QuotedText());
        }
        else
        {
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '-'))
            {
                _at++;
            }

            step = int.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
                ? FieldStep.Of(index)
                : throw Wrong(start - 1, 2, "the brackets hold no index", "write [0], [-1] for the last, or [\"name\"]");
        }

        return _at < text.Length && text[_at++] == ']'
            ? step
            : throw Wrong(start - 1, _at - start + 1, "a ] is missing", "close the bracket");
    }
}
