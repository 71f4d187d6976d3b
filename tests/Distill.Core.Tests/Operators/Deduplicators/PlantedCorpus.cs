using System.Globalization;
using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Operators.Deduplicators;

/// <summary>Samples of random Chinese and English words; a fifth are earlier ones with two words changed (ids <c>7-copy-of-3</c>).</summary>
internal static class PlantedCorpus
{
    public static List<Sample> Samples(int count)
    {
        var random = new Random(11);
        var samples = new List<Sample>(count);
        var words = new List<string[]>(count);
        for (var i = 0; i < count; i++)
        {
            var copied = i > 20 && i % 5 == 0 ? random.Next(i - 20, i) : -1;
            copied = copied >= 0 && copied % 5 == 0 ? copied + 1 : copied;
            string[] text =
                copied >= 0 && copied < i ? [.. words[copied]] : [.. Enumerable.Range(0, 60).Select(_ => Word(random, i % 2 == 0))];
            if (copied >= 0 && copied < i)
            {
                text[random.Next(text.Length)] = "changed";
            }

            words.Add(text);
            var id =
                copied >= 0 && copied < i
                    ? string.Create(CultureInfo.InvariantCulture, $"{i}-copy-of-{copied}")
                    : i.ToString(CultureInfo.InvariantCulture);
            samples.Add(Cleaning.Pair(string.Join(' ', text[..10]), string.Join(' ', text[10..]), id));
        }

        return samples;
    }

    public static bool IsCopy(string id) => id.Contains("-copy-of-", StringComparison.Ordinal);

    public static string Family(string id) => id.Split("-copy-of-")[^1];

    private static string Word(Random random, bool chinese)
    {
        var word = new StringBuilder();
        for (var i = 0; i < 6; i++)
        {
            word.Append(chinese ? (char)(0x4E00 + random.Next(2000)) : (char)('a' + random.Next(26)));
        }

        return word.ToString();
    }
}
