using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>A deduplicator whose costly part looks at one sample alone, and so runs on all threads ahead of the judging.</summary>
public interface IPreparedDeduplicator : IDeduplicator
{
    /// <summary>Works out what <see cref="Survey(Sample, object?)"/> and <see cref="Judge(Sample, object?)"/> need of a sample: a hash, a signature.</summary>
    /// <remarks>Thread-safe, and the same whatever was surveyed or judged before.</remarks>
    object? Prepare(Sample sample);

    /// <summary>Takes note of a sample. Called in the order of the dataset, and only when <see cref="IDeduplicator.NeedsSurvey"/> is true.</summary>
    void Survey(Sample sample, object? prepared);

    /// <summary>Judges a sample. Called in the order of the dataset.</summary>
    Drop? Judge(Sample sample, object? prepared);

    /// <inheritdoc />
    void IDeduplicator.Survey(Sample sample) => Survey(sample, Prepare(sample));

    /// <inheritdoc />
    Drop? IDeduplicator.Judge(Sample sample) => Judge(sample, Prepare(sample));
}
