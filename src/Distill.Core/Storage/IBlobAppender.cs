namespace Distill.Core.Storage;

/// <summary>Durable appends to one blob. Thread-safe: concurrent appends are ordered, each whole, and share one flush (group commit).</summary>
public interface IBlobAppender : IAsyncDisposable
{
    /// <summary>Appends bytes; completes when they would survive the loss of the process and of power.</summary>
    Task AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default);
}
