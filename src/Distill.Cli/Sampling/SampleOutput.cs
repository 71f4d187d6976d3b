using Distill.Core.Formats.Writing;
using Distill.Core.Samples;

namespace Distill.Cli.Sampling;

/// <summary>The file of the sample: whole samples in a format, or columns of them.</summary>
internal sealed class SampleOutput : IAsyncDisposable
{
    private readonly SampleFileWriter? _samples;
    private readonly ColumnFileWriter? _columns;

    /// <summary>Whole samples.</summary>
    public SampleOutput(SampleFileWriter samples) => _samples = samples;

    /// <summary>Columns.</summary>
    public SampleOutput(ColumnFileWriter columns) => _columns = columns;

    /// <summary>Adds a sample.</summary>
    public ValueTask WriteAsync(Sample sample, CancellationToken cancellationToken) =>
        _samples?.WriteAsync(sample, cancellationToken) ?? _columns!.WriteAsync(sample, cancellationToken);

    /// <summary>Samples that the format has no place for, by reason; none for columns.</summary>
    public IReadOnlyDictionary<string, SkippedSamples> Skipped => _samples?.Loss.Skipped ?? new Dictionary<string, SkippedSamples>();

    /// <summary>Ends the file.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) =>
        _samples?.CompleteAsync(cancellationToken) ?? _columns!.CompleteAsync(cancellationToken);

    /// <summary>Releases what is held.</summary>
    public ValueTask DisposeAsync() => _samples?.DisposeAsync() ?? _columns!.DisposeAsync();
}
