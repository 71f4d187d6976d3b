using Distill.Core.Samples;

namespace Distill.Core.Sampling;

/// <summary>Samples the records of logs in one pass. Not thread-safe; <see cref="LogSelection.Judge"/> can be asked before by many threads.</summary>
/// <remarks>
/// The sample follows from seed and positions alone: the same records whatever threads found them in whatever order. Memory: without a count none, records are
/// taken at once; with a count as many samples as are asked for (a proportional stratified draw: as many for each stratum).
/// </remarks>
public sealed class LogSampler
{
    private readonly LogSelection _selection;
    private readonly SampleDraw _draw;
    private readonly Reservoir? _reservoir;
    private readonly StratifiedReservoir? _strata;
    private readonly Dictionary<SamplingMiss, long> _missed = [];
    private IReadOnlyList<StratumCount> _stratumCounts = [];
    private long _read;
    private long _matched;
    private long _taken;

    /// <summary>A sampler.</summary>
    /// <param name="selection">Which records are meant.</param>
    /// <param name="draw">How many of them are taken.</param>
    /// <exception cref="Evaluation.InvalidSettingException">The draw makes no sense; the message says why.</exception>
    public LogSampler(LogSelection selection, SampleDraw draw)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(draw);
        _selection = selection;
        _draw = draw.Validated();
        _strata = draw.Strata is { } strata ? new StratifiedReservoir(strata, draw.Count ?? 0) : null;
        _reservoir = _strata is null && draw.Count is { } count ? new Reservoir(count) : null;
    }

    /// <summary>True when samples are held back until <see cref="Drain"/>, because a count is asked for.</summary>
    public bool HoldsBack => _reservoir is not null || _strata is not null;

    /// <summary>What came of it so far; complete after <see cref="Drain"/>.</summary>
    public SamplingStatistics Statistics => new(_read, _matched, _taken, new Dictionary<SamplingMiss, long>(_missed), _stratumCounts);

    /// <summary>Offers a record.</summary>
    /// <param name="sample">The record.</param>
    /// <param name="position">Its position among all records of the source, from 0; each is offered once.</param>
    /// <returns>True when it is in the sample now; false when it is not, or <see cref="Drain"/> will tell.</returns>
    /// <exception cref="TooManyStrataException">The field of the strata has too many values.</exception>
    public bool Offer(Sample sample, long position)
    {
        _read++;
        if (_selection.Judge(sample) is { } miss)
        {
            return Miss(miss);
        }

        _matched++;
        var key = DrawKey.Of(_draw.Seed, position);
        if (_strata is not null)
        {
            return !_strata.Offer(key, position, sample) && Miss(SamplingMiss.Stratum);
        }

        if (_reservoir is not null)
        {
            _reservoir.Offer(key, position, sample);
            return false;
        }

        if (_draw.Fraction is { } fraction && !DrawKey.IsWithin(key, fraction))
        {
            return Miss(SamplingMiss.NotDrawn);
        }

        _taken++;
        return true;
    }

    /// <summary>The samples that were held back, in the order of their positions. To be called once, at the end.</summary>
    public IReadOnlyList<Sample> Drain()
    {
        var items = _reservoir?.Items.ToList() ?? [];
        if (_strata is not null)
        {
            (items, _stratumCounts) = _strata.Draw();
        }

        if (HoldsBack)
        {
            _taken = items.Count;
            Count(SamplingMiss.NotDrawn, _matched - _missed.GetValueOrDefault(SamplingMiss.Stratum) - _taken);
        }

        return [.. items.OrderBy(item => item.Position).Select(item => item.Sample)];
    }

    private bool Miss(SamplingMiss miss)
    {
        Count(miss, 1);
        return false;
    }

    private void Count(SamplingMiss miss, long count)
    {
        if (count > 0)
        {
            _missed[miss] = _missed.GetValueOrDefault(miss) + count;
        }
    }
}
