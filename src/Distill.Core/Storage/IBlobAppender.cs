namespace Distill.Core.Storage;

/// <summary>Durable appends to one blob. Thread-safe: concurrent appends are ordered, each whole, and share one flush (group commit).</summary>
public interface IBlobAppender : IAsyncDisposable
{
    /// <summary>Appends whole lines; completes when they would survive the loss of the process and of power.</summary>
    /// <param name="data">UTF-8 lines, the last with its LF; unchanged until the task completes.</param>
    /// <param name="cancellationToken">Honoured before the bytes are taken up; afterwards the append goes through.</param>
    /// <exception cref="ArgumentException">The data does not end with LF.</exception>
    /// <exception cref="IOException">The bytes could not be made durable. The appender takes no more: dispose it and open the blob again.</exception>
    Task AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default);
}
