using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Distill.Core.Feedback.Folding;

/// <summary>Feedback by answer. Memory: about 200 bytes for an answer with one event, and its texts. Not thread-safe.</summary>
public sealed class FeedbackIndex
{
    private readonly Dictionary<UInt128, FeedbackFold> _folds = [];

    /// <summary>Answers with feedback.</summary>
    public int Answers => _folds.Count;

    /// <summary>Events taken in, repeated ones left out.</summary>
    public long Events { get; private set; }

    /// <summary>Events that came again.</summary>
    public long Repeated { get; private set; }

    /// <summary>Takes an event in.</summary>
    public void Add(FeedbackEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ref var fold = ref CollectionsMarshal.GetValueRefOrAddDefault(_folds, KeyOf(item.Asid), out _);
        fold ??= new FeedbackFold();
        if (fold.Add(item))
        {
            Events++;
        }
        else
        {
            Repeated++;
        }
    }

    /// <summary>What is known of an answer; null when nothing is.</summary>
    public FeedbackFold? Find(string asid) => _folds.GetValueOrDefault(KeyOf(asid));

    private static UInt128 KeyOf(string asid) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(asid.AsSpan()));
}
