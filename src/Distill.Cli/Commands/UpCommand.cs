using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Hosting;
using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill up</c>: the local host with its API, until it is told to stop.</summary>
internal sealed class UpCommand : DistillCommand
{
    private readonly Option<string?> _urls = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons; port 0 takes a free one. Default: http://127.0.0.1:5210",
        HelpName = "URLS",
    };

    /// <summary>The command.</summary>
    public UpCommand()
        : base(
            CommandGroup.Servers,
            "up",
            "Run the local host: runs, API and triggers, until Ctrl-C.",
            new Example("distill up", "on the usual port; unfinished runs go on"),
            new Example("distill up --urls http://127.0.0.1:8000", "on another port")
        )
    {
        Add(_urls);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (host, log) = await RunHost.StartLocalAsync(context, context.ConfigFile, context.Get(_urls), cancellationToken);
        try
        {
            await using (host)
            {
                WriteAddresses(context, host);
                await Stopped.WaitAsync(host.WaitForShutdownAsync(CancellationToken.None), cancellationToken);
                context.Terminal.Notes.WriteLine("Stopping; runs go on with the next start.");
            }
        }
        finally
        {
            log?.Dispose();
        }

        return ExitCode.Done;
    }

    private static void WriteAddresses(CommandContext context, DistillLocalHost host)
    {
        var address = host.Address;
        var storage = host.Services.GetRequiredService<BlobLocations>().Root;
        var log = HostLog.PathIn(context.Home);
        context.Terminal.Write(
            new
            {
                Address = address,
                Gateway = new Uri(address, "v1"),
                Home = context.Home,
                Storage = storage,
                Log = log,
            },
            console =>
            {
                var grid = new Grid()
                    .AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0))
                    .AddColumn(new GridColumn().Padding(0, 0, 0, 0));
                grid.AddRow("API", new Uri(address, "api/runs").ToString());
                grid.AddRow("Gateway", $"{new Uri(address, "v1")} (base address for OpenAI clients)");
                grid.AddRow("API reference", new Uri(address, "docs").ToString());
                grid.AddRow("Health", new Uri(address, "health/ready").ToString());
                grid.AddRow("Home", Markup.Escape(context.Home));
                grid.AddRow("Storage", Markup.Escape(storage));
                grid.AddRow("Log", Markup.Escape(log));
                console.Write(grid);
                console.WriteLine("Ctrl-C stops it.");
            }
        );
    }
}
