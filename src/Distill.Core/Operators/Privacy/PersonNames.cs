namespace Distill.Core.Operators.Privacy;

/// <summary>Names that the text itself introduces: 姓名：, 我叫, "my name is". A name without such words is not found.</summary>
internal static class PersonNames
{
    private const string EnglishIntroduction = "y name is ";

    // The hundred most common surnames of the People's Republic cover about 85% of its people.
    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

    // What follows 我叫 as often as a name: 我叫他, 我叫了一辆车.
    private const string NoName = "了他她它你您的是在不人们";

    /// <summary>What introduces a name, for the search.</summary>
    public static IReadOnlyList<string> Triggers { get; } =
    ["姓名：", "姓名:", "姓名是", "我叫", "名字叫", "名字是", EnglishIntroduction, "联系人：", "联系人:", "收件人：", "收件人:"];

    /// <summary>The name behind an introduction at a position; start -1 when there is none.</summary>
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int at)
    {
        foreach (var trigger in Triggers)
        {
            if (text[at..].StartsWith(trigger, StringComparison.Ordinal))
            {
                var start = at + trigger.Length;
                start += start < text.Length && text[start] == ' ' ? 1 : 0;
                var length = trigger == EnglishIntroduction ? EnglishLength(text[start..]) : ChineseLength(text[start..]);
                return length > 0 ? (start, start + length) : (-1, -1);
            }
        }

        return (-1, -1);
    }

    // A surname and one or two further characters, and then no more Chinese: otherwise where the name ends is a guess.
    private static int ChineseLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length <= 4 && TextSight.IsHan(text[length]))
        {
            length++;
        }

        // A dot goes on with the name of a foreigner.
        var goesOn = length < text.Length && text[length] == '·';
        return length is 2 or 3 && !goesOn && Surnames.Contains(text[0]) && !text[..length].ContainsAny(NoName) ? length : 0;
    }

    private static int EnglishLength(ReadOnlySpan<char> text)
    {
        var end = 0;
        for (var words = 0; words < 3; words++)
        {
            var from = words == 0 ? 0 : end + 1;
            if (from > 0 && (from >= text.Length || text[end] != ' '))
            {
                break;
            }

            var length = CapitalizedLength(text[from..]);
            if (length < 2)
            {
                break;
            }

            end = from + length;
        }

        return end;
    }

    private static int CapitalizedLength(ReadOnlySpan<char> text)
    {
        var length = text.Length > 0 && char.IsAsciiLetterUpper(text[0]) ? 1 : 0;
        while (length > 0 && length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] is '\'' or '-'))
        {
            length++;
        }

        return length;
    }
}
