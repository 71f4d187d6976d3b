using Distill.Core.Dedup;
using Distill.Core.Dedup.MinHash;
using Distill.Core.Filtering;
using Distill.Core.Insight.Columns;
using Distill.Core.Samples;
using Distill.Core.Sampling;

namespace Distill.Core.Insight.Texts;

/// <summary>Looks at the texts of a dataset: exact duplicates over all samples, everything else over a uniform sample. Not thread-safe.</summary>
public sealed class TextSurvey
{
    /// <summary>Samples looked at for diversity and near-duplicates.</summary>
    public const int Sampled = 10_000;

    /// <summary>Prompts that are clustered.</summary>
    public const int Clustered = 4_000;

    private const int Seed = 1;
    private const double NearDuplicate = 0.75;

    private readonly Reservoir _sample = new(Sampled);
    private readonly DigestMap _digests = new();
    private long _rows;
    private long _duplicates;

    /// <summary>Takes the rows of a batch that the filter takes, in order.</summary>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            if (row is { Matches: true, Sample: { } sample })
            {
                _duplicates += _digests.TryAdd(row.TextDigest, 0, out _) ? 0 : 1;
                _sample.Offer(DrawKey.Of(Seed, _rows), _rows, sample);
                _rows++;
            }
        }
    }

    /// <summary>What was found; null when there were no rows.</summary>
    public (TextDiversity Diversity, IReadOnlyList<IntentCluster> Clusters)? Finish()
    {
        if (_rows == 0)
        {
            return null;
        }

        var samples = _sample.Items.OrderBy(item => item.Position).Select(item => item.Sample).ToList();
        var grams = new NGramCounter();
        foreach (var answer in samples.Select(sample => sample.Answer).OfType<string>())
        {
            grams.Add(answer);
        }

        var diversity = new TextDiversity(
            samples.Count,
            grams.Distinct(1),
            grams.Distinct(2),
            grams.Distinct(3),
            grams.TypeToken,
            (double)_duplicates / _rows,
            NearDuplicates(samples)
        );
        // The order of lots, so that a part of the sample is as uniform as the whole.
        var prompts = samples
            .Index()
            .OrderBy(pair => DrawKey.Of(Seed, pair.Index))
            .Take(Clustered)
            .Select(pair => SampleFields.Prompt(pair.Item));
        return (diversity, PromptClusters.Find([.. prompts], new Random(Seed)));
    }

    private static double NearDuplicates(List<Sample> samples)
    {
        using var index = new NearDuplicateIndex(NearDuplicate, long.MaxValue, scratch: null);
        var near = 0;
        foreach (var sample in samples)
        {
            if (MinHasher.Sketch(FoldedSample.Of(sample, DedupPart.PromptAndAnswer)) is not { } sketch)
            {
                continue;
            }

            if (index.Find(sketch) is null)
            {
                index.Add(sketch);
            }
            else
            {
                near++;
            }
        }

        return (double)near / samples.Count;
    }
}
