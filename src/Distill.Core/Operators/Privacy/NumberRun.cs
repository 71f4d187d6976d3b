using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Distill.Core.Operators.Privacy;

/// <summary>Groups of digits that only blanks, hyphens, dots and brackets part: <c>+86 (138) 1234-5678</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct NumberRun
{
    private const int MaxGroups = 24;
    private readonly ReadOnlySpan<char> _text;
    private readonly GroupArray _groups;

    /// <summary>Reads the run that begins at a digit. Linear; a run of more groups than any number has is cut.</summary>
    public NumberRun(ReadOnlySpan<char> text, int start)
    {
        _text = text;
        var (count, separators) = (0, NumberSeparators.None);
        do
        {
            var end = start;
            while (end < text.Length && TextSight.IsDigit(text[end]))
            {
                end++;
            }

            _groups[count++] = new DigitGroup(start, end, separators);
            separators = Separators(text, end, out start);
        } while (separators != NumberSeparators.None && count < MaxGroups);

        Count = count;
    }

    /// <summary>The text the run is in.</summary>
    public ReadOnlySpan<char> Text => _text;

    /// <summary>How many groups there are; at least 1.</summary>
    public int Count { get; }

    /// <summary>One past the last digit of the run.</summary>
    public int End => _groups[Count - 1].End;

    /// <summary>A group by its index.</summary>
    public DigitGroup this[int index] => _groups[index];

    /// <summary>How many digits this group and those behind it have.</summary>
    public int DigitsFrom(int group)
    {
        var count = 0;
        for (; group < Count; group++)
        {
            count += _groups[group].Length;
        }

        return count;
    }

    /// <summary>True for a character that may part groups of digits.</summary>
    public static bool IsSeparator(char unit) => Separator(unit) != NumberSeparators.None;

    /// <summary>True when a number may begin with this group.</summary>
    public bool CanStart(int group) =>
        group == 0
            ? TextSight.StartsNumber(_text, _groups[0].Start)
            : (_groups[group].Before & (NumberSeparators.Hyphen | NumberSeparators.Dot)) == NumberSeparators.None;

    /// <summary>True when a number may end with this group.</summary>
    public bool CanEnd(int group) =>
        group == Count - 1
            ? TextSight.EndsNumber(_text, _groups[group].End)
            : (_groups[group + 1].Before & (NumberSeparators.Hyphen | NumberSeparators.Dot)) == NumberSeparators.None;

    /// <summary>Copies the digits of groups as values 0 to 9 and returns how many there are, or -1 when they are more than fit.</summary>
    public int Copy(int first, int last, Span<byte> digits)
    {
        var count = 0;
        for (var group = first; group <= last; group++)
        {
            for (var i = _groups[group].Start; i < _groups[group].End; i++)
            {
                if (count == digits.Length)
                {
                    return -1;
                }

                digits[count++] = (byte)TextSight.Digit(_text[i]);
            }
        }

        return count;
    }

    // At most three characters, one of them a hyphen or dot: more is punctuation between two numbers.
    private static NumberSeparators Separators(ReadOnlySpan<char> text, int at, out int next)
    {
        var found = NumberSeparators.None;
        for (next = at; next < text.Length && next - at <= 3; next++)
        {
            if (TextSight.IsDigit(text[next]))
            {
                return found;
            }

            var kind = Separator(text[next]);
            var twice = (found & kind & ~NumberSeparators.Bracket) != NumberSeparators.None;
            if (kind == NumberSeparators.None || (twice && kind != NumberSeparators.Space))
            {
                break;
            }

            found |= kind;
        }

        return NumberSeparators.None;
    }

    private static NumberSeparators Separator(char unit) =>
        unit switch
        {
            ' ' or '\u00A0' or '\u3000' => NumberSeparators.Space,
            '-' or '\u2010' or '\u2011' or '\u2013' or '\u2014' or '－' => NumberSeparators.Hyphen,
            '.' => NumberSeparators.Dot,
            '(' or ')' or '（' or '）' => NumberSeparators.Bracket,
            _ => NumberSeparators.None,
        };

    [InlineArray(MaxGroups)]
    private struct GroupArray
    {
        private DigitGroup _first;
    }
}
