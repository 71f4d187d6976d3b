using System.Text;

namespace Distill.Core.Evaluation.Text;

/// <summary>What two texts have in common, by words; every character of the Chinese, Japanese and Korean scripts is a word. Pure.</summary>
/// <remarks>The longest common subsequence of words, by dynamic programming (R. A. Wagner and M. J. Fischer, Journal of the ACM 21 (1974) 168-173).</remarks>
public static class TextDiff
{
    // The table has the product of both lengths; beyond this a person reads the texts, not their difference.
    private const int MostWords = 1000;

    /// <summary>The parts in order; null when the texts are too long to be compared by words.</summary>
    public static IReadOnlyList<DiffPart>? Of(string first, string second)
    {
        var (left, right) = (Words(first), Words(second));
        if (left.Count > MostWords || right.Count > MostWords)
        {
            return null;
        }

        var common = Common(left, right);
        var parts = new PartList();
        var (i, j) = (0, 0);
        while (i < left.Count || j < right.Count)
        {
            if (i < left.Count && j < right.Count && left[i] == right[j])
            {
                parts.Add(DiffKind.Same, left[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j >= right.Count || (i < left.Count && common[i + 1, j] >= common[i, j + 1]))
            {
                parts.Add(DiffKind.Removed, left[i++]);
            }
            else
            {
                parts.Add(DiffKind.Added, right[j++]);
            }
        }

        return parts.ToList();
    }

    // Entry [i, j] is the length of the longest common subsequence of what follows i and j.
    private static ushort[,] Common(List<string> left, List<string> right)
    {
        var table = new ushort[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
            {
                table[i, j] = left[i] == right[j] ? (ushort)(table[i + 1, j + 1] + 1) : Math.Max(table[i + 1, j], table[i, j + 1]);
            }
        }

        return table;
    }

    // Words with the white space after them, so that the parts make up the texts.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at <= text.Length; at++)
        {
            if (at == text.Length || Begins(text[at - 1], text[at]))
            {
                words.Add(text[start..at]);
                start = at;
            }
        }

        return words;
    }

    private static bool Begins(char before, char next)
    {
        if (char.IsWhiteSpace(next) || char.IsLowSurrogate(next))
        {
            return false;
        }

        return char.IsWhiteSpace(before)
            || IsIdeograph(before)
            || IsIdeograph(next)
            || char.IsLetterOrDigit(before) != char.IsLetterOrDigit(next);
    }

    private static bool IsIdeograph(char unit) =>
        unit is >= '\u2e80' and <= '\ud7ff' or >= '\uf900' and <= '\ufaff' or >= '\uff00' and <= '\uffef';

    private sealed class PartList
    {
        private readonly List<DiffPart> _parts = [];
        private readonly StringBuilder _run = new();
        private DiffKind _kind;

        public void Add(DiffKind kind, string text)
        {
            if (kind != _kind)
            {
                Close();
                _kind = kind;
            }

            _ = _run.Append(text);
        }

        public IReadOnlyList<DiffPart> ToList()
        {
            Close();
            return _parts;
        }

        private void Close()
        {
            if (_run.Length > 0)
            {
                _parts.Add(new DiffPart(_kind, _run.ToString()));
                _ = _run.Clear();
            }
        }
    }
}
