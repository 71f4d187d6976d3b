using Distill.Core.Annotation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Distill.Functions;

/// <summary>Ends leases that have run out, and tasks whose deadline has come.</summary>
/// <param name="desk">Does the work.</param>
/// <param name="logger">Where it says what has ended.</param>
public sealed partial class ExpireAnnotations(AnnotationDesk desk, ILogger<ExpireAnnotations> logger)
{
    /// <summary>One look at all open tasks; the setting <c>AnnotationExpirySchedule</c> says when.</summary>
    [Function(nameof(ExpireAnnotations))]
    public async Task RunAsync([TimerTrigger("%AnnotationExpirySchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (leases, tasks) = await desk.ExpireAsync(cancellationToken: cancellationToken);
        if (leases + tasks > 0)
        {
            LogExpired(logger, leases, tasks);
        }
    }

    [LoggerMessage(5301, LogLevel.Information, "{Leases} leases of annotation tasks ran out and {Tasks} tasks met their deadline.")]
    private static partial void LogExpired(ILogger logger, int leases, int tasks);
}
