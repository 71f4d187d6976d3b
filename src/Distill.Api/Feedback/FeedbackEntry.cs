using System.Buffers;
using Distill.Core.Feedback;
using Distill.Core.RollingLogs;

namespace Distill.Api.Feedback;

/// <summary>An event on its way into the log.</summary>
internal sealed class FeedbackEntry(FeedbackEvent item) : IRollingLogEntry
{
    private const int Overhead = 256;

    /// <inheritdoc />
    public int Size { get; } = Overhead + (2 * (item.Text?.Length ?? 0));

    /// <inheritdoc />
    public void WriteTo(IBufferWriter<byte> output) => FeedbackLine.Write(item, output);

    /// <inheritdoc />
    public void Release()
    {
        // Nothing is pooled.
    }
}
