using Distill.Core.Dedup;
using Distill.Core.Dedup.MinHash;
using Distill.Core.Pipelines;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Deduplicators;

/// <summary>Near-duplicates of a whole dataset, of which the heaviest survive. Not thread-safe.</summary>
/// <remarks>The samples are gone through from the heaviest to the lightest, the earlier one first of equals; whoever resembles a survivor is dropped.</remarks>
internal sealed class SurvivorChoice(NearDuplicateIndex index, Func<Sample, double> weight, long budget, IScratchSpace? scratch)
    : IDisposable
{
    private readonly SketchStore _sketches = new(budget, scratch);
    private readonly List<double> _weights = [];
    private readonly IdList _ids = new();

    // Of each sample the number of its survivor in the index and their agreement, or -1.
    private (int Survivor, int Agreement)[]? _verdicts;

    // Of each survivor in the index its number in the dataset.
    private readonly List<int> _survivors = [];
    private int _next;

    /// <summary>Takes note of the next sample; one without a sketch always survives.</summary>
    public void Add(Sample sample, MinHashSketch? sketch)
    {
        _sketches.Add(sketch);
        _weights.Add(weight(sample));
        _ids.Add(sample.Id);
    }

    /// <summary>The verdict on the next sample: its survivor, the survivor's number and their agreement; null when it survives.</summary>
    public (string Kept, int Cluster, int Agreement)? Judge()
    {
        _verdicts ??= Decide();
        var (survivor, agreement) = _verdicts[_next++];
        return survivor < 0 ? null : (_ids[_survivors[survivor]], survivor, agreement);
    }

    /// <summary>True once every sample was seen.</summary>
    public bool Surveyed { get; private set; }

    /// <summary>Begins with the first sample again.</summary>
    public void Rewind()
    {
        _next = 0;
        Surveyed = _weights.Count > 0;
    }

    public void Dispose() => _sketches.Dispose();

    private (int Survivor, int Agreement)[] Decide()
    {
        var order = Enumerable.Range(0, _weights.Count).OrderByDescending(number => _weights[number]).ThenBy(number => number);
        var verdicts = new (int, int)[_weights.Count];
        foreach (var number in order)
        {
            verdicts[number] = (-1, 0);
            if (_sketches[number] is not { } sketch)
            {
                continue;
            }

            if (index.Find(sketch) is { } found)
            {
                verdicts[number] = found;
                continue;
            }

            index.Add(sketch);
            _survivors.Add(number);
        }

        _sketches.Dispose();
        return verdicts;
    }
}
