using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Distill.Core.Feedback;

/// <summary>The ids of events that came lately, so that a repeated one is known. Bounded: beyond the capacity the oldest are forgotten, and a repetition is found when logs are read. Thread-safe.</summary>
/// <param name="capacity">How many are remembered, at about 50 bytes each.</param>
public sealed class RecentEvents(int capacity)
{
    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<UInt128> _order = new();

    /// <summary>Remembers an id; false when it was known.</summary>
    public bool TryAdd(string eventId)
    {
        var key = KeyOf(eventId);
        lock (_gate)
        {
            if (!_known.Add(key))
            {
                return false;
            }

            _order.Enqueue(key);
            if (_order.Count > capacity)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
    }

    /// <summary>Forgets an id whose event could not be kept.</summary>
    public void Remove(string eventId)
    {
        lock (_gate)
        {
            // Its place in the order stays and is dropped in its turn.
            _known.Remove(KeyOf(eventId));
        }
    }

    private static UInt128 KeyOf(string eventId) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(eventId.AsSpan()));
}
