using System.Text;

namespace Distill.ModelEmulator.Announcements;

/// <summary>Writes Chinese company announcements with their gold sentiment, reproducibly by seed.</summary>
/// <remarks>
/// Four of five announcements tell one event, often beside clauses that say nothing. The others weigh two signals: bad news before or after good news
/// with a word of contrast (what follows the contrast counts), mild bad news that a clause turns into a routine matter, grave news that it does not.
/// About three in a hundred put good and bad news side by side without a hint; their label is drawn, so no reader can be right about all of them.
/// Not thread-safe.
/// </remarks>
/// <param name="seed">Equal seeds give equal sequences.</param>
/// <param name="prefix">Start of the ids.</param>
public sealed class AnnouncementGenerator(int seed, string prefix = "a")
{
    /// <summary>Good for shareholders.</summary>
    public const string Positive = "正面";

    /// <summary>Neither, or routine.</summary>
    public const string Neutral = "中性";

    /// <summary>Bad for shareholders.</summary>
    public const string Negative = "负面";

    private static readonly string[] Openings =
    [
        "{co}公告，",
        "{short}：公司",
        "{co}（以下简称“公司”）",
        "{date}，{co}发布公告称，",
        "【{short}】公司",
        "{short}晚间公告，",
        "公司董事会公告：",
        "{co}近日",
    ];

    private readonly Random random = new(seed);
    private int count;

    /// <summary>The labels, in the order prompts name them.</summary>
    public static IReadOnlyList<string> Labels { get; } = [Positive, Neutral, Negative];

    /// <summary>The next announcement.</summary>
    public Announcement Next()
    {
        var text = new StringBuilder();
        PhraseTemplate.Render(text, Vocabulary.Pick(Openings, random), random);
        var label = random.Next(100) switch
        {
            < 79 => Single(text),
            < 87 => Contrast(text),
            < 92 => EasedMild(text),
            < 97 => EasedGrave(text),
            _ => Ambiguous(text),
        };
        if (random.Next(100) < 45)
        {
            text.Append(PhraseTemplate.Render(Events.Filler, random)).Append('。');
        }

        return new Announcement($"{prefix}-{++count:000000}", text.ToString(), label);
    }

    private string Single(StringBuilder text)
    {
        var (label, patterns) = random.Next(100) switch
        {
            < 36 => (Positive, Events.Positive),
            < 68 => (Neutral, Events.Neutral),
            _ => (Negative, Events.Negative),
        };
        text.Append(PhraseTemplate.Render(patterns, random)).Append('。');
        return label;
    }

    private string Contrast(StringBuilder text)
    {
        var good = PhraseTemplate.Render(Events.Positive, random);
        var bad = PhraseTemplate.Render(Events.Negative, random);
        var endsWell = random.Next(2) == 0;
        var (first, last) = endsWell ? (bad, good) : (good, bad);
        text.Append(
            random.Next(3) switch
            {
                0 => $"尽管{first}，但{last}。",
                1 => $"{first}。不过，{last}，后者影响更大。",
                _ => $"虽然{first}，然而{last}。",
            }
        );
        return endsWell ? Positive : Negative;
    }

    private string EasedMild(StringBuilder text)
    {
        text.Append(PhraseTemplate.Render(Events.MildNegative, random));
        if (random.Next(4) == 0)
        {
            text.Append("，短期经营将受到不利影响。");
            return Negative;
        }

        text.Append('，').Append(PhraseTemplate.Render(Events.Easing, random)).Append('。');
        return Neutral;
    }

    private string EasedGrave(StringBuilder text)
    {
        text.Append(PhraseTemplate.Render(Events.Negative, random))
            .Append('，')
            .Append(PhraseTemplate.Render(Events.Easing, random))
            .Append('。');
        return Negative;
    }

    private string Ambiguous(StringBuilder text)
    {
        text.Append(PhraseTemplate.Render(Events.Positive, random))
            .Append(random.Next(2) == 0 ? "；同时，" : "；另外，")
            .Append(PhraseTemplate.Render(Events.Negative, random))
            .Append('。');
        return Vocabulary.Pick([Positive, Neutral, Negative], random);
    }
}
