using Distill.Api.Gateway;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Functions;

/// <summary>Deletes inference logs and feedback that are older than <c>Gateway:Log:RetentionDays</c>; without that setting it keeps them.</summary>
/// <param name="expiry">Does the work.</param>
public sealed class ExpireLogs(LogExpiry expiry)
{
    /// <summary>One sweep; the setting <c>LogExpirySchedule</c> says when.</summary>
    [Function(nameof(ExpireLogs))]
    public Task RunAsync([TimerTrigger("%LogExpirySchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        expiry.SweepAsync(cancellationToken);
}
