using Distill.Core.RollingLogs;
using Distill.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Makes the logs of this process.</summary>
internal sealed class HostLogs(IBlobStore blobs, IOptions<GatewayOptions> options, TimeProvider time, ILogger<RollingLog> logger)
{
    private const int MaxWriterLength = 60;

    /// <summary>A log in a container, not started yet.</summary>
    public RollingLog Create(string container)
    {
        var settings = options.Value.Log;
        var log = new RollingLogOptions
        {
            Container = container,
            Writer = WriterOf(Environment.MachineName),
            FlushInterval = TimeSpan.FromMilliseconds(settings.FlushMilliseconds),
            MaxFileBytes = settings.MaxFileBytes,
            MaxPendingBytes = settings.MaxPendingBytes,
        };
        return new RollingLog(blobs, log, time, failure => GatewayLogging.LogFailed(logger, failure, container));
    }

    // Two processes of one machine may have the same name: each file is still written by one of them alone.
    internal static string WriterOf(string machine)
    {
        var name = string.Concat(machine.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
        return name.Length == 0 ? "host" : name[..Math.Min(name.Length, MaxWriterLength)];
    }
}
