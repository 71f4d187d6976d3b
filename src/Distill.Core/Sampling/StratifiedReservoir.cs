using Distill.Core.Filtering.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Sampling;

/// <summary>A reservoir for each value of a field. Memory: twice the count when shared equally; the count for each stratum when proportionally.</summary>
internal sealed class StratifiedReservoir
{
    /// <summary>Most strata: a field with more values is no class.</summary>
    public const int MaxStrata = 1000;

    private readonly Stratification _strata;
    private readonly int _count;
    private readonly Func<Sample, FilterValue> _read;
    private readonly SortedDictionary<string, Reservoir> _reservoirs = new(StringComparer.Ordinal);
    private long _held;

    /// <summary>Reservoirs for a draw.</summary>
    public StratifiedReservoir(Stratification strata, int count)
    {
        _strata = strata;
        _count = count;
        _read = FieldReader.Of(strata.Field);
        foreach (var (name, asked) in strata.Counts ?? new Dictionary<string, int>())
        {
            _reservoirs[name] = new Reservoir(asked);
        }
    }

    /// <summary>Offers a sample; false when its stratum is not asked for.</summary>
    /// <exception cref="TooManyStrataException">The field has more than <see cref="MaxStrata"/> values.</exception>
    public bool Offer(ulong key, long position, Sample sample)
    {
        var name = Name(_read(sample));
        if (!_reservoirs.TryGetValue(name, out var reservoir))
        {
            if (_strata.Counts is not null)
            {
                return false;
            }

            reservoir = Add(name);
        }

        _held -= reservoir.Count;
        reservoir.Offer(key, position, sample);
        _held += reservoir.Count;
        if (_strata.Counts is null && _strata.Allocation == StratumAllocation.Equal && _held > 2L * _count + _reservoirs.Count)
        {
            Trim();
        }

        return true;
    }

    /// <summary>The sample of each stratum, and its count.</summary>
    public (List<(long Position, Sample Sample)> Taken, List<StratumCount> Strata) Draw()
    {
        var quotas = Quotas();
        var (taken, strata) = (new List<(long, Sample)>(), new List<StratumCount>());
        foreach (var ((name, reservoir), quota) in _reservoirs.Zip(quotas))
        {
            reservoir.Trim(quota);
            taken.AddRange(reservoir.Items);
            strata.Add(new StratumCount(name, reservoir.Offered, reservoir.Count, _strata.Counts?[name]));
        }

        return (taken, strata);
    }

    private Reservoir Add(string name) =>
        _reservoirs.Count < MaxStrata
            ? _reservoirs[name] = new Reservoir(_count)
            : throw new TooManyStrataException(
                $"{_strata.Field} has more than {MaxStrata} values. Stratify by a field with few, such as a label, or name the strata with their counts."
            );

    private int[] Quotas()
    {
        var sizes = Sizes();
        return _strata.Counts is { } counts ? [.. _reservoirs.Keys.Select(name => counts[name])]
            : _strata.Allocation == StratumAllocation.Equal ? StratumQuotas.Equal(_count, sizes)
            : StratumQuotas.Proportional(_count, sizes);
    }

    // No stratum can still get more than the level and one left over.
    private void Trim()
    {
        var most = StratumQuotas.Level(_count, Sizes()) + 1;
        _held = 0;
        foreach (var reservoir in _reservoirs.Values)
        {
            reservoir.Trim(most);
            _held += reservoir.Count;
        }
    }

    private List<long> Sizes() => [.. _reservoirs.Values.Select(reservoir => reservoir.Offered)];

    private static string Name(FilterValue value) =>
        value.Kind is FilterValueKind.List or FilterValueKind.Structure ? Stratification.None : value.Shown ?? Stratification.None;
}
