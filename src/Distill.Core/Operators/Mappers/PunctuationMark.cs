namespace Distill.Core.Operators.Mappers;

/// <summary>What a punctuation mark should be, by what stands around it.</summary>
internal static class PunctuationMark
{
    private const string Half = ",?!:;.()";
    private const string Full = "，？！：；．（）";
    private const string Brackets = "()（）";
    private const int MostInBrackets = 200;

    /// <summary>How many characters at a position give way, and to what; 0 when the mark is right.</summary>
    public static (int Length, string Replacement) Replace(string text, int at) =>
        text[at] is '(' or ')' or '（' or '）' ? Bracket(text, at)
        : text[at] < '\u0080' ? Widen(text, at)
        : Narrow(text, at);

    /// <summary>Brackets go by what is in them: full-width around Chinese, half-width around ASCII alone. A pair never differs.</summary>
    private static (int Length, string Replacement) Bracket(string text, int at)
    {
        var opens = text[at] is '(' or '（';
        var other = opens ? text.AsSpan(at + 1, Math.Min(MostInBrackets, text.Length - at - 1)).IndexOfAny(Brackets) : Opening(text, at);
        var partner =
            other < 0 ? -1
            : opens ? at + 1 + other
            : other;
        if (partner < 0 || text[partner] is '(' or '（' == opens)
        {
            return (0, "");
        }

        var content = opens ? text.AsSpan(at + 1, other) : text.AsSpan(partner + 1, at - partner - 1);
        var start = opens ? at : partner;
        var chinese = content.ContainsAnyInRange('\u4E00', '\u9FFF');
        // f(甲) is a call, not a remark.
        var full = chinese && (start == 0 || !IsLatin(text[start - 1]));
        var half = content.Length > 0 && !content.ContainsAnyExceptInRange('\0', '\u007F') && start > 0 && text[start - 1] < '\u0080';
        var wanted =
            full ? (opens ? '（' : '）')
            : half ? (opens ? '(' : ')')
            : text[at];
        return wanted == text[at] ? (0, "") : (1, wanted.ToString());
    }

    private static int Opening(string text, int at)
    {
        var from = Math.Max(0, at - MostInBrackets);
        return text.AsSpan(from, at - from).LastIndexOfAny(Brackets) is >= 0 and var found ? from + found : -1;
    }

    /// <summary>A half-width mark after a Chinese character.</summary>
    private static (int Length, string Replacement) Widen(string text, int at)
    {
        if (at == 0 || !IsChinese(text[at - 1]))
        {
            return (0, "");
        }

        var mark = text[at];
        var run = RunLength(text, at, mark);
        if (mark == '.')
        {
            return run >= 3 ? (run, "……")
                : run == 1 && EndsSentence(text, at + 1) ? (1, "。")
                : (0, "");
        }

        if (mark == ',' && IsTableRow(Line(text, at)))
        {
            return (0, "");
        }

        // The blank that half-width marks need behind them has no place behind a full-width one.
        var blank = run == 1 && at + 2 < text.Length && text[at + 1] == ' ' && IsChinese(text[at + 2]) ? 1 : 0;
        return (run + blank, new string(Full[Half.IndexOf(mark)], run));
    }

    /// <summary>A full-width mark between Latin letters or digits; also more than two full stops in a row.</summary>
    private static (int Length, string Replacement) Narrow(string text, int at)
    {
        if (text[at] == '。')
        {
            var run = RunLength(text, at, '。');
            return run >= 3 ? (run, "……") : (0, "");
        }

        if (at == 0 || at + 1 == text.Length || !IsLatin(text[at - 1]) || !IsLatin(text[at + 1]))
        {
            return (0, "");
        }

        // 12：30 and 1，000 are one number, wherever they stand; between words, and in 1，2，3, the mark is that of the line's script.
        var number = IsInNumber(text, at);
        var narrow = number || !Line(text, at).ContainsAnyInRange('\u4E00', '\u9FFF');
        return narrow ? (1, Half[Full.IndexOf(text[at])] + (number || text[at] == '．' ? "" : " ")) : (0, "");
    }

    private static bool IsInNumber(string text, int at)
    {
        var after = text.AsSpan(at + 1);
        var digits = after.IndexOfAnyExceptInRange('0', '9') is >= 0 and var length ? length : after.Length;
        return char.IsAsciiDigit(text[at - 1]) && digits > 0 && (text[at] is '：' or '．' || (text[at] == '，' && digits == 3));
    }

    private static ReadOnlySpan<char> Line(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start);
    }

    // 名称,价格,产地: a line of values, not a sentence.
    private static bool IsTableRow(ReadOnlySpan<char> line) => line.Count(',') >= 3 && !line.ContainsAny("，。.！!？?；; ");

    private static int RunLength(string text, int at, char mark)
    {
        var end = at;
        while (end < text.Length && text[end] == mark)
        {
            end++;
        }

        return end - at;
    }

    private static bool EndsSentence(string text, int next) =>
        next == text.Length || text[next] is '\n' or '\r' or ' ' or '”' or '"' || IsChinese(text[next]);

    private static bool IsLatin(char unit) => char.IsAsciiLetterOrDigit(unit);

    private static bool IsChinese(char unit) =>
        unit is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or '》' or '」' or '』' or '”' or '）' or '】';
}
