using System.Text;
using Distill.Core.Normalization;

namespace Distill.Core.Evaluation.Text;

/// <summary>ROUGE-1, ROUGE-2 and ROUGE-L.</summary>
/// <remarks>
/// C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", ACL Workshop 2004. Without case, stemming and punctuation, as the usual implementations do; a word is
/// a run of letters and digits, and every Chinese character is a word, because Chinese has no spaces and tokenisers of it differ.
/// </remarks>
public static class Rouge
{
    /// <summary>ROUGE-N: n-grams in common.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="n">Words of an n-gram, 1 to 6.</param>
    public static RougeScore N(string answer, string reference, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 6);
        return N(Words(answer), Words(reference), n);
    }

    /// <summary>ROUGE-L: the longest common subsequence of words.</summary>
    public static RougeScore L(string answer, string reference) => L(Words(answer), Words(reference));

    /// <summary>The words of a text.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var unit in TextKey.Of(text))
        {
            var single = unit is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\u3040' and <= '\u30FF';
            if (!single && (char.IsLetterOrDigit(unit) || char.IsSurrogate(unit)))
            {
                _ = word.Append(unit);
                continue;
            }

            Close();
            if (single)
            {
                words.Add(unit.ToString());
            }
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                _ = word.Clear();
            }
        }
    }

    internal static RougeScore N(IReadOnlyList<string> answer, IReadOnlyList<string> reference, int n) =>
        RougeScore.Of(
            NGramCounts.Shared(NGramCounts.Of(answer, n), NGramCounts.Of(reference, n)),
            Math.Max(0, answer.Count - n + 1),
            Math.Max(0, reference.Count - n + 1)
        );

    internal static RougeScore L(IReadOnlyList<string> answer, IReadOnlyList<string> reference)
    {
        // Two rows of the table of common lengths are enough for its last value.
        var (above, row) = (new int[reference.Count + 1], new int[reference.Count + 1]);
        foreach (var word in answer)
        {
            for (var j = 0; j < reference.Count; j++)
            {
                row[j + 1] = word == reference[j] ? above[j] + 1 : Math.Max(above[j + 1], row[j]);
            }

            (above, row) = (row, above);
        }

        return RougeScore.Of(above[^1], answer.Count, reference.Count);
    }
}
