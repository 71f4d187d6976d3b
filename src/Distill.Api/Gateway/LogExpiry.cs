using Distill.Api.Feedback;
using Distill.Core.RollingLogs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Deletes inference logs and feedback that are kept too long. Thread-safe; repeating it is harmless.</summary>
public sealed class LogExpiry(RollingLogRetention retention, IOptions<GatewayOptions> options, ILogger<LogExpiry> logger)
{
    /// <summary>Deletes the files of every hour that ended more than <see cref="GatewayLogOptions.RetentionDays"/> ago; without that setting, none.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.Log.RetentionDays is not { } days)
        {
            return;
        }

        foreach (var container in (string[])[InferenceLog.Container, FeedbackLog.Container])
        {
            var count = await retention.ExpireAsync(container, TimeSpan.FromDays(days), cancellationToken);
            if (count > 0)
            {
                GatewayLogging.Expired(logger, count, container, days);
            }
        }
    }
}
