using Distill.Core.Dedup;
using Distill.Core.Evaluation;

namespace Distill.Core.Splits;

/// <summary>Splits a dataset into train, validation and test so that no prompt, and no near-duplicate of one, is in two of them. Not thread-safe.</summary>
/// <remarks>
/// Prompts that are equal after normalisation, or whose varying parts resemble each other by at least the threshold, form a group, and so do the
/// neighbours of neighbours. Whole groups are assigned, class by class, in an order that the seed decides. About one kilobyte is kept for a distinct prompt.
/// </remarks>
public sealed class DatasetSplitter
{
    private readonly SplitOptions _options;
    private readonly PromptTemplate _template;
    private readonly Dictionary<UInt128, int> _distinct = [];
    private readonly Clusters _clusters = new();
    private readonly List<TextSketch> _sketches = [];
    private readonly List<UInt128> _hashes = [];
    private readonly List<(int Prompt, string Label)> _samples = [];

    /// <summary>A splitter.</summary>
    /// <param name="options">Shares, seed and threshold.</param>
    /// <param name="template">What the prompts have in common (<see cref="TemplateDetector"/>), found beforehand; null compares whole prompts.</param>
    /// <exception cref="InvalidSettingException">The options are not valid; the message says which.</exception>
    public DatasetSplitter(SplitOptions options, PromptTemplate? template = null)
    {
        if (options.Validate() is { } wrong)
        {
            throw new InvalidSettingException(wrong);
        }

        _options = options;
        _template = template ?? PromptTemplate.None;
    }

    /// <summary>Adds the next sample; the text itself is not kept.</summary>
    /// <param name="prompt">The prompt (<see cref="PromptText"/>).</param>
    /// <param name="label">Its class, whose proportions the sets are to keep; null when there is none.</param>
    public void Add(string prompt, string? label)
    {
        var hash = PromptHash.Of(prompt);
        if (!_distinct.TryGetValue(hash, out var number))
        {
            _distinct[hash] = number = _clusters.Add();
            _hashes.Add(hash);
            if (_options.NearDuplicateThreshold < 1)
            {
                _sketches.Add(TextSketch.Of(_template.VaryingPart(prompt)));
            }
        }

        _samples.Add((number, label ?? ""));
    }

    /// <summary>Assigns every sample added.</summary>
    public SplitResult Split()
    {
        SimilarityJoin.Run(
            _sketches,
            _options.NearDuplicateThreshold,
            skip: (left, right) => _clusters.Find(left) == _clusters.Find(right),
            similar: (left, right, _) => _clusters.Join(left, right)
        );
        var groups = Groups();
        var setByGroup = GroupAssignment.Assign(groups, _options);
        var sets = new SplitSet[_samples.Count];
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] = setByGroup[_clusters.Find(_samples[i].Prompt)];
        }

        var largest = groups.Count == 0 ? 0 : groups.Max(group => group.Size);
        if (EmptySet(sets) is { } empty)
        {
            return new SplitResult
            {
                Groups = groups.Count,
                LargestGroup = largest,
                Refusal = Refusal(empty, groups.Count, largest),
            };
        }

        return new SplitResult
        {
            Sets = sets,
            Counts = Count(sets),
            Groups = groups.Count,
            LargestGroup = largest,
        };
    }

    /// <summary>The groups, each with its most frequent class and the hash of its first prompt, which does not depend on other data.</summary>
    private List<SplitGroup> Groups()
    {
        var labels = new Dictionary<int, Dictionary<string, int>>();
        foreach (var (prompt, label) in _samples)
        {
            var group = _clusters.Find(prompt);
            if (!labels.TryGetValue(group, out var counts))
            {
                labels[group] = counts = new Dictionary<string, int>(1, StringComparer.Ordinal);
            }

            counts[label] = counts.GetValueOrDefault(label) + 1;
        }

        var first = new Dictionary<int, UInt128>();
        for (var prompt = 0; prompt < _hashes.Count; prompt++)
        {
            _ = first.TryAdd(_clusters.Find(prompt), _hashes[prompt]);
        }

        return
        [
            .. labels.Select(pair => new SplitGroup(
                pair.Key,
                pair.Value.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key,
                pair.Value.Values.Sum(),
                first[pair.Key]
            )),
        ];
    }

    private SplitSet? EmptySet(SplitSet[] sets) =>
        Enum.GetValues<SplitSet>()
            .Where(set => _options.Share(set) > 0 && !sets.Contains(set))
            .Select(set => (SplitSet?)set)
            .FirstOrDefault();

    private string Refusal(SplitSet empty, int groups, int largest)
    {
        var name = empty.ToString().ToLowerInvariant();
        return _samples.Count == 0
            ? "There is no sample to split."
            : $"The {name} set would be empty: {_samples.Count} samples form {groups} groups of equal or nearly equal prompts, the largest of {largest}, "
                + $"and a group is never divided. Give more varied prompts, a larger share than {_options.Share(empty):0.###} for {name}, or a higher near-duplicate threshold than {_options.NearDuplicateThreshold:0.###}.";
    }

    private Dictionary<SplitSet, IReadOnlyDictionary<string, long>> Count(SplitSet[] sets)
    {
        var counts = Enum.GetValues<SplitSet>().ToDictionary(set => set, _ => new SortedDictionary<string, long>(StringComparer.Ordinal));
        for (var i = 0; i < sets.Length; i++)
        {
            var labels = counts[sets[i]];
            labels[_samples[i].Label] = labels.GetValueOrDefault(_samples[i].Label) + 1;
        }

        return counts.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, long>)pair.Value);
    }
}
