namespace Distill.Core.Dedup;

/// <summary>Disjoint sets: union by size with path halving (R. E. Tarjan, J. van Leeuwen, JACM 31 (1984) 245-281).</summary>
internal sealed class Clusters
{
    private readonly List<int> _parents = [];
    private readonly List<int> _sizes = [];

    /// <summary>Adds an element as a set of its own and returns its number.</summary>
    public int Add()
    {
        _parents.Add(_parents.Count);
        _sizes.Add(1);
        return _parents.Count - 1;
    }

    /// <summary>The number that stands for the set of an element.</summary>
    public int Find(int element)
    {
        while (_parents[element] != element)
        {
            element = _parents[element] = _parents[_parents[element]];
        }

        return element;
    }

    /// <summary>Makes one set of two.</summary>
    public void Join(int left, int right)
    {
        var (large, small) = (Find(left), Find(right));
        if (large == small)
        {
            return;
        }

        if (_sizes[large] < _sizes[small])
        {
            (large, small) = (small, large);
        }

        _parents[small] = large;
        _sizes[large] += _sizes[small];
    }
}
