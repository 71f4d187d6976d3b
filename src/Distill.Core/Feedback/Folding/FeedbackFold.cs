using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Distill.Core.Feedback.Folding;

/// <summary>All that is known of one answer from its users: events folded by rules that give the same result in any order and however often an event comes.</summary>
/// <remarks>
/// What users say replaces what they said before: of thumbs, ratings, comments, preferred and edited texts the latest counts (of the same moment the one of
/// the greater event id), and a thumb of 0 takes a thumb back. What they do adds up: copies, downloads, retries, clicks, orders and conversions are counted, a stop
/// is a stop, of dwell times the longest counts. Not thread-safe.
/// </remarks>
public sealed class FeedbackFold
{
    private static readonly IReadOnlyDictionary<string, string> Latest = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["thumb"] = "thumb",
        ["rating"] = "rating",
        ["comment"] = "comment",
        ["preferred"] = "preferred",
        ["edit"] = "edit",
    };

    private static readonly IReadOnlyDictionary<string, string> Counted = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["copy"] = "copies",
        ["download"] = "downloads",
        ["retry"] = "retries",
        ["click"] = "clicks",
        ["order"] = "orders",
        ["conversion"] = "conversions",
    };

    private readonly HashSet<ulong> _events = [];
    private readonly SortedDictionary<string, FeedbackEvent> _latest = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private bool _stopped;
    private double? _dwell;

    /// <summary>Events folded, repeated ones once.</summary>
    public int Events => _events.Count;

    /// <summary>The latest thumb: 1 up, -1 down; null when there is none, or it was taken back.</summary>
    public int? Thumb => Find("thumb")?.Value is { } value and not 0 ? (int)value : null;

    /// <summary>The latest rating, 1 to 5.</summary>
    public int? Rating => (int?)Find("rating")?.Value;

    /// <summary>The latest text that the user would have preferred.</summary>
    public string? Preferred => Find("preferred")?.Text;

    /// <summary>The latest text that the user made of the answer.</summary>
    public string? Edited => Find("edit")?.Text;

    /// <summary>True when the user stopped the answer.</summary>
    public bool Stopped => _stopped;

    /// <summary>Longest time on the answer, in seconds.</summary>
    public double? DwellSeconds => _dwell;

    /// <summary>How often an action of this type came: <c>copy</c>, <c>download</c>, <c>retry</c>, <c>click</c>, <c>order</c>, <c>conversion</c>.</summary>
    public int Count(string type) => _counts.GetValueOrDefault(type);

    /// <summary>Takes an event in; false when it was known.</summary>
    /// <exception cref="ArgumentException">The type is none of <see cref="FeedbackType.All"/>.</exception>
    public bool Add(FeedbackEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!_events.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(item.EventId.AsSpan()))))
        {
            return false;
        }

        if (Latest.ContainsKey(item.Type))
        {
            KeepLatest(item);
        }
        else if (Counted.ContainsKey(item.Type))
        {
            _counts[item.Type] = _counts.GetValueOrDefault(item.Type) + 1;
        }
        else if (item.Type == "stop")
        {
            _stopped = true;
        }
        else if (item.Type == "dwell")
        {
            _dwell = Math.Max(_dwell ?? 0, item.Value ?? 0);
        }
        else
        {
            throw new ArgumentException($"'{item.Type}' is no type of feedback.", nameof(item));
        }

        return true;
    }

    /// <summary>The feedback of a sample: <c>{"thumb":-1,"stopped":true,"copies":2,"edit":"…","dwell_s":4.5}</c>, what did not happen left out.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (type, item) in _latest)
        {
            if (type != "thumb" || Thumb is not null)
            {
                json[Latest[type]] = item.Text is null || type is "thumb" or "rating" ? JsonValue.Create((int)item.Value!) : item.Text;
            }
        }

        foreach (var (type, count) in _counts)
        {
            json[Counted[type]] = count;
        }

        if (_stopped)
        {
            json["stopped"] = true;
        }

        if (_dwell is { } seconds)
        {
            json["dwell_s"] = seconds;
        }

        return json;
    }

    private FeedbackEvent? Find(string type) => _latest.GetValueOrDefault(type);

    private void KeepLatest(FeedbackEvent item)
    {
        var known = Find(item.Type);
        if (known is null || item.Time > known.Time || (item.Time == known.Time && string.CompareOrdinal(item.EventId, known.EventId) > 0))
        {
            _latest[item.Type] = item;
        }
    }
}
