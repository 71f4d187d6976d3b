using Distill.Api.Gateway;
using Distill.Core.Feedback;
using Distill.Core.RollingLogs;
using Microsoft.Extensions.Hosting;

namespace Distill.Api.Feedback;

/// <summary>The log of feedback, in the container <c>feedback</c>. Thread-safe. A service of the host.</summary>
internal sealed class FeedbackLog(HostLogs logs) : IHostedService, IAsyncDisposable
{
    /// <summary>The container.</summary>
    public const string Container = "feedback";

    private const int Remembered = 200_000;

    private readonly RollingLog _log = logs.Create(Container);
    private readonly RecentEvents _recent = new(Remembered);

    /// <summary>Keeps those events that are new; durable when it returns.</summary>
    /// <returns>For each event, whether it was new.</returns>
    public async Task<IReadOnlyList<bool>> RecordAsync(IReadOnlyList<FeedbackEvent> events, CancellationToken cancellationToken)
    {
        var isNew = events.Select(item => _recent.TryAdd(item.EventId)).ToList();
        var entries = events.Where((_, index) => isNew[index]).Select(IRollingLogEntry (item) => new FeedbackEntry(item)).ToList();
        try
        {
            if (entries.Count > 0)
            {
                await _log.WriteDurablyAsync(entries, cancellationToken);
            }

            return isNew;
        }
        catch
        {
            // The sender is not told that they are kept and will send them again.
            foreach (var (index, item) in events.Index().Where(pair => isNew[pair.Index]))
            {
                _recent.Remove(item.EventId);
            }

            throw;
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => _log.StartAsync(cancellationToken);

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => _log.DisposeAsync().AsTask();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
