using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Dedup;
using Distill.Core.Samples;

namespace Distill.Core.Insight.Changes;

/// <summary>
/// Describes samples as they pass, without keeping them: 16 bytes a sample for the duplicates, and the counts. Cheap enough to stand beside any other work; whoever wants more asks
/// <see cref="IDatasetInsight"/>. Not thread-safe.
/// </summary>
/// <param name="classOf">The class that an answer names, or null; null where answers name none.</param>
public sealed class DataProfiler(Func<Sample, string?>? classOf = null)
{
    /// <summary>The field of the classes that answers name.</summary>
    public const string AnswerClass = "class(answer)";

    // Labels are few in practice; a file that uses ids as names would have as many as records.
    private const int MostLabels = 8;

    private static readonly InsightField[] Always =
    [
        .. new[] { "length(prompt)", "length(answer)", "tokens", "turns", "language" }.Select(InsightField.Of),
    ];

    private readonly FieldTally[] _always = [.. Always.Select(field => new FieldTally(field.Name))];
    private readonly FieldTally _classes = new(AnswerClass);
    private readonly SortedDictionary<string, FieldTally> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> _seen = [];
    private long _records;

    /// <summary>Takes a sample.</summary>
    public void Add(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        _records++;
        _ = _seen.Add(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(FoldedSample.Of(sample, DedupPart.PromptAndAnswer))));
        for (var i = 0; i < Always.Length; i++)
        {
            _always[i].Add(Always[i].Read(sample));
        }

        if (classOf is not null)
        {
            _classes.Add(InsightValue.Of(classOf(sample)));
        }

        foreach (var (name, value) in sample.Labels)
        {
            if (!_labels.ContainsKey(name) && _labels.Count < MostLabels)
            {
                _labels[name] = new FieldTally($"labels.{name}");
            }

            _labels.GetValueOrDefault(name)?.Add(InsightValue.Of(value));
        }
    }

    /// <summary>What was found so far.</summary>
    /// <param name="beside">The data that it is shown beside: histograms get the same bins. Null is alone.</param>
    public DataProfile Finish(DataProfiler? beside = null) =>
        new(
            _records,
            _records - _seen.Count,
            [.. Tallies.Select(tally => tally.Describe(_records, beside?.Tallies.FirstOrDefault(other => other.Name == tally.Name)))]
        );

    private IEnumerable<FieldTally> Tallies =>
        _always.Append(_classes).Where(tally => classOf is not null || tally != _classes).Concat(_labels.Values);
}
