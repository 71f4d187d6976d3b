using Distill.LocalHost.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Distill.Gateway.Benchmarks;

/// <summary>What stands before the model server.</summary>
internal static class Servers
{
    public static async Task<int> ServeGatewayAsync(Uri endpoint, string home)
    {
        await using var host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = home,
                Urls = "http://127.0.0.1:0",
                Settings = new Dictionary<string, string?>
                {
                    ["Models:teacher:Endpoint"] = endpoint.ToString(),
                    ["Models:teacher:Model"] = "m",
                    ["Gateway:Aliases:online:Targets:0:Model"] = "teacher",
                },
            }
        );
        Console.WriteLine(new Uri(host.Address, "v1"));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>YARP, as it comes or with the local host's options of server and logging.</summary>
    public static async Task<int> ServeProxyAsync(Uri endpoint, bool hasHostOptions)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (hasHostOptions)
        {
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
            builder.Services.Configure<SocketTransportOptions>(sockets =>
            {
                sockets.UnsafePreferInlineScheduling = true;
                sockets.WaitForDataBeforeAllocatingBuffer = false;
            });
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory(
                [
                    new RouteConfig
                    {
                        RouteId = "all",
                        ClusterId = "model",
                        Match = new RouteMatch { Path = "{**path}" },
                    },
                ],
                [
                    new ClusterConfig
                    {
                        ClusterId = "model",
                        Destinations = new Dictionary<string, DestinationConfig>
                        {
                            ["one"] = new() { Address = endpoint.GetLeftPart(UriPartial.Authority) },
                        },
                    },
                ]
            );
        await using var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync();
        Console.WriteLine($"{app.Urls.First()}/v1");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
