using Distill.Core.Samples;

namespace Distill.Core.Sampling;

/// <summary>Keeps the samples with the lowest lots.</summary>
/// <param name="capacity">Most that are kept.</param>
internal sealed class Reservoir(int capacity)
{
    // The highest lot is the first to go.
    private readonly PriorityQueue<(long Position, Sample Sample), ulong> _kept = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
    private int _capacity = capacity;

    /// <summary>Samples kept.</summary>
    public int Count => _kept.Count;

    /// <summary>Samples offered.</summary>
    public long Offered { get; private set; }

    /// <summary>Offers a sample.</summary>
    public void Offer(ulong key, long position, Sample sample)
    {
        Offered++;
        if (_kept.Count < _capacity)
        {
            _kept.Enqueue((position, sample), key);
        }
        else
        {
            _kept.EnqueueDequeue((position, sample), key);
        }
    }

    /// <summary>Lowers the capacity for good.</summary>
    public void Trim(int most)
    {
        _capacity = Math.Min(_capacity, most);
        while (_kept.Count > _capacity)
        {
            _kept.Dequeue();
        }
    }

    /// <summary>The samples with their positions, in no order.</summary>
    public IEnumerable<(long Position, Sample Sample)> Items => _kept.UnorderedItems.Select(item => item.Element);
}
