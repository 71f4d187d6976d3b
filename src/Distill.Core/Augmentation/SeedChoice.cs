using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>Second reading of the training rows: chooses each class's seeds. The choice follows from the seed value and the ids alone, not from the rows' order. Not thread-safe.</summary>
/// <remarks>Memory: the seeds that the plan asks for.</remarks>
public sealed class SeedChoice
{
    private readonly AugmentationSubject _subject;
    private readonly SampleClasses _classes;
    private readonly int _seed;
    private readonly Dictionary<string, long> _wanted;
    private readonly Dictionary<string, int> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PriorityQueue<Sample, ulong>> _chosen = new(StringComparer.Ordinal);

    /// <summary>A choice for a plan.</summary>
    public SeedChoice(AugmentationPlan plan, AugmentationSubject subject, SampleClasses classes, int seed)
    {
        (_subject, _classes, _seed) = (subject, classes, seed);
        _wanted = plan
            .Classes.Where(planned => planned.Calls > 0)
            .ToDictionary(planned => planned.Label, planned => planned.Seeds, StringComparer.Ordinal);
    }

    /// <summary>Offers a row.</summary>
    public void Add(Sample sample)
    {
        var label = _classes.Of(sample) ?? "";
        if (!_wanted.TryGetValue(label, out var wanted) || _subject.TextOf(sample) is null)
        {
            return;
        }

        // What a model has made is no seed for more of it: errors would breed.
        if (AugmentedRow.IsAugmented(sample))
        {
            _made[label] = MadeOf(label) + 1;
            return;
        }

        if (!_chosen.TryGetValue(label, out var queue))
        {
            _chosen[label] = queue = new PriorityQueue<Sample, ulong>();
        }

        // The queue gives up its largest first, so what stays are the smallest.
        queue.Enqueue(sample, ~Order(sample.Id));
        if (queue.Count > wanted)
        {
            _ = queue.Dequeue();
        }
    }

    /// <summary>The seeds of a class in their order; empty when it needs none.</summary>
    public IReadOnlyList<Sample> Of(string label) =>
        _chosen.TryGetValue(label, out var queue)
            ?
            [
                .. queue
                    .UnorderedItems.OrderByDescending(item => item.Priority)
                    .ThenBy(item => item.Element.Id, StringComparer.Ordinal)
                    .Select(item => item.Element),
            ]
            : [];

    /// <summary>Rows of a class that an earlier augmentation made.</summary>
    internal int MadeOf(string label) => _made.GetValueOrDefault(label);

    private ulong Order(string id) => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan()), _seed);
}
