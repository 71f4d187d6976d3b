using Distill.Core.Dedup;
using Distill.Core.Evaluation;

namespace Distill.Core.Splits;

/// <summary>Verifies a split, however it was made: names the pairs that cross. Not thread-safe. About one kilobyte is kept for a sample.</summary>
public sealed class LeakCheck
{
    private readonly double _threshold;
    private readonly PromptTemplate _template;
    private readonly List<(string Id, UInt128 Hash, SplitSet Set)> _samples = [];
    private readonly List<TextSketch> _sketches = [];

    /// <summary>A check.</summary>
    /// <param name="threshold">Similarity from which a crossing pair is a leak; 0.5 to 1. At 1 only prompts that are equal after normalisation count.</param>
    /// <param name="template">What the prompts have in common; null compares whole prompts.</param>
    /// <exception cref="InvalidSettingException">The threshold is out of range.</exception>
    public LeakCheck(double threshold = 0.8, PromptTemplate? template = null)
    {
        if (new SplitOptions { NearDuplicateThreshold = threshold }.Validate() is { } wrong)
        {
            throw new InvalidSettingException(wrong);
        }

        _threshold = threshold;
        _template = template ?? PromptTemplate.None;
    }

    /// <summary>Adds a sample; the text itself is not kept.</summary>
    public void Add(string id, string prompt, SplitSet set)
    {
        _samples.Add((id, PromptHash.Of(prompt), set));
        if (_threshold < 1)
        {
            _sketches.Add(TextSketch.Of(_template.VaryingPart(prompt)));
        }
    }

    /// <summary>The crossing pairs, the most similar first, at most <paramref name="limit"/>; empty when the split is clean.</summary>
    public IReadOnlyList<Leak> Find(int limit = 100)
    {
        var leaks = new Dictionary<(int First, int Second), double>();
        AddEqual(leaks);
        SimilarityJoin.Run(
            _sketches,
            _threshold,
            skip: (later, earlier) => leaks.ContainsKey((earlier, later)),
            similar: (later, earlier, similarity) => leaks[(earlier, later)] = similarity,
            sides: [.. _samples.Select(sample => (int)sample.Set)]
        );
        return
        [
            .. leaks
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key)
                .Take(limit)
                .Select(pair => Leak(_samples[pair.Key.First], _samples[pair.Key.Second], pair.Value)),
        ];
    }

    /// <summary>Pairs every sample with the first equal one of each other set: all samples concerned are named, though not all pairs.</summary>
    private void AddEqual(Dictionary<(int First, int Second), double> leaks)
    {
        var firsts = new Dictionary<(UInt128 Hash, SplitSet Set), int>();
        for (var i = 0; i < _samples.Count; i++)
        {
            _ = firsts.TryAdd((_samples[i].Hash, _samples[i].Set), i);
        }

        for (var i = 0; i < _samples.Count; i++)
        {
            foreach (var other in Enum.GetValues<SplitSet>().Where(other => other != _samples[i].Set))
            {
                if (firsts.TryGetValue((_samples[i].Hash, other), out var twin))
                {
                    leaks[(Math.Min(i, twin), Math.Max(i, twin))] = 1;
                }
            }
        }
    }

    private static Leak Leak(
        (string Id, UInt128 Hash, SplitSet Set) first,
        (string Id, UInt128 Hash, SplitSet Set) second,
        double similarity
    ) => new(first.Id, first.Set, second.Id, second.Set, similarity);
}
