using Distill.Core.Evaluation.Text;

namespace Distill.Core.Augmentation;

/// <summary>A text cut into words once, to be compared by ROUGE-L with many others. Immutable.</summary>
internal sealed class ComparedText
{
    private readonly IReadOnlyList<string> _words;
    private readonly int[] _bag;

    public ComparedText(string text)
    {
        _words = Rouge.Words(text);
        _bag = [.. _words.Select(word => string.GetHashCode(word, StringComparison.Ordinal)).Order()];
    }

    /// <summary>ROUGE-L, F1, 0 to 1.</summary>
    public double RougeL(ComparedText other) => Rouge.L(_words, other._words).F1;

    /// <summary>True when ROUGE-L is above a bound; most pairs are told apart by their words alone, whose order can only lower it.</summary>
    public bool IsCloser(ComparedText other, double bound) => Bound(other) > bound && RougeL(other) > bound;

    private double Bound(ComparedText other)
    {
        var (i, j, shared) = (0, 0, 0);
        while (i < _bag.Length && j < other._bag.Length)
        {
            var order = _bag[i].CompareTo(other._bag[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return _bag.Length + other._bag.Length == 0 ? 0 : 2.0 * shared / (_bag.Length + other._bag.Length);
    }
}
