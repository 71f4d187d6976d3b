using Distill.Orchestrations.Starting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Distill.Functions;

/// <summary>Brings run records and orchestrations together again where a crash came between two writes.</summary>
/// <param name="reconciler">Does the work.</param>
/// <param name="logger">Where it says what it mended.</param>
public sealed partial class SweepStaleRuns(RunReconciler reconciler, ILogger<SweepStaleRuns> logger)
{
    /// <summary>One sweep; the setting <c>SweepSchedule</c> says when.</summary>
    [Function(nameof(SweepStaleRuns))]
    public async Task RunAsync(
        [TimerTrigger("%SweepSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var mended = await reconciler.SweepAsync(client, cancellationToken);
        if (mended > 0)
        {
            LogMended(logger, mended);
        }
    }

    [LoggerMessage(5001, LogLevel.Warning, "{Count} runs did not agree with their orchestrations and were mended.")]
    private static partial void LogMended(ILogger logger, int count);
}
