using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Distill.Functions;

/// <summary>Starts the turns of the flywheel that are due: one run for each window of each standing wheel.</summary>
/// <param name="wheels">Finds out which, and starts them.</param>
public sealed class SampleLogs(WheelStarter wheels)
{
    /// <summary>One look at all standing wheels; the setting <c>SampleLogsSchedule</c> says when. Firing twice or late starts nothing twice.</summary>
    [Function(nameof(SampleLogs))]
    public Task RunAsync(
        [TimerTrigger("%SampleLogsSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) => wheels.StartDueAsync(client, cancellationToken);
}
