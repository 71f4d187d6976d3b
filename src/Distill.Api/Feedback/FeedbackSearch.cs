using System.Text;
using Distill.Core.Feedback;
using Distill.Core.Gateway;
using Distill.Core.RollingLogs;
using Distill.Core.Storage;

namespace Distill.Api.Feedback;

/// <summary>Finds the events of one answer by reading the log from the hour of the answer on. For looking at single answers; joining many is the flywheel's. Thread-safe.</summary>
internal sealed class FeedbackSearch(IBlobStore blobs)
{
    /// <summary>The events, each once, in order of arrival.</summary>
    public async Task<IReadOnlyList<FeedbackEvent>> FindAsync(string asid, CancellationToken cancellationToken)
    {
        var from = (Asid.TimeOf(asid) ?? DateTimeOffset.MinValue.AddHours(1)) - TimeSpan.FromHours(1);
        var found = new Dictionary<string, FeedbackEvent>(StringComparer.Ordinal);
        await foreach (var blob in blobs.ListAsync(FeedbackLog.Container, cancellationToken))
        {
            if (RollingLogPath.HourOf(blob.Path) >= from)
            {
                await ReadAsync(blob.Path, asid, found, cancellationToken);
            }
        }

        return [.. found.Values];
    }

    private async Task ReadAsync(string path, string asid, Dictionary<string, FeedbackEvent> found, CancellationToken cancellationToken)
    {
        await using var stream = await blobs.OpenReadAsync(path, 0, cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (
                line.Contains(asid, StringComparison.Ordinal)
                && FeedbackLine.Read(Encoding.UTF8.GetBytes(line)) is { } item
                && item.Asid == asid
            )
            {
                found.TryAdd(item.EventId, item);
            }
        }
    }
}
