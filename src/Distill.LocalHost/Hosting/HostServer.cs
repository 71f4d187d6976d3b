using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Hosting;

/// <summary>How the local host's web server is set up.</summary>
internal static class HostServer
{
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Sets it up.</summary>
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            // A request is served on the pool's thread that received it instead of being handed to another. Sockets still complete on the pool, not on the thread that polls
            // them, so work that blocks holds up its own connection alone.
            sockets.UnsafePreferInlineScheduling = true;

            // Saves a system call a request, and costs a connection that waits 4 KiB.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });

        // While this log is on, every request gets an Activity, though nobody may listen. Telemetry listens for itself.
        if (builder.Configuration[$"Logging:LogLevel:{RequestLog}"] is null)
        {
            builder.Logging.AddFilter(RequestLog, LogLevel.None);
        }
    }
}
