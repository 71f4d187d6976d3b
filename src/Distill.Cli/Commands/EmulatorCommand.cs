using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.ModelEmulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill emulator</c>: runs the model emulator until it is told to stop.</summary>
internal sealed class EmulatorCommand : DistillCommand
{
    private readonly Option<int?> _port = new("--port")
    {
        Description = "TCP port; 0 takes a free one. Default: Emulator:Port of the configuration, else 0",
        HelpName = "PORT",
    };

    /// <summary>The command.</summary>
    public EmulatorCommand()
        : base(
            CommandGroup.Servers,
            "emulator",
            "Run the model emulator: an OpenAI-compatible server whose students really learn.",
            new Example("distill emulator --port 8080", "students, a judge and embeddings on port 8080"),
            new Example("distill emulator --config distill.yaml", "the models of the file's section 'emulator'")
        )
    {
        Add(_port);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = ReadOptions(context);
        using var logging = LoggerFactory.Create(builder => Configure(builder, context.Terminal.Verbose));
        await using var server = await StartAsync(options, logging, cancellationToken);
        context.Terminal.Write(
            new { server.Endpoint },
            console =>
            {
                console.WriteLine($"Model emulator on {server.Endpoint}");
                console.WriteLine("Not a real model platform: its models are small learners on this machine. Ctrl-C stops it.");
            }
        );
        await Stopped.AskedAsync(cancellationToken);
        return ExitCode.Done;
    }

    // On stderr, so that stdout stays what the command says.
    private static void Configure(ILoggingBuilder logging, bool verbose)
    {
        logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private EmulatorOptions ReadOptions(CommandContext context)
    {
        var section = HostConfiguration.Read(context.ConfigFile).GetSection(EmulatorOptions.Section);
        var options = section.Get<EmulatorOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new EmulatorOptions();
        options.Port = context.Get(_port) ?? options.Port;
        return options;
    }

    private static async Task<ModelEmulatorServer> StartAsync(
        EmulatorOptions options,
        ILoggerFactory logging,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ModelEmulatorServer.StartAsync(options, logging, cancellationToken);
        }
        catch (IOException taken)
        {
            throw CliException.Usage(
                taken.Message,
                "emulator",
                "choose another --port or Emulator:DataDirectory, or stop the other emulator",
                taken
            );
        }
    }
}
