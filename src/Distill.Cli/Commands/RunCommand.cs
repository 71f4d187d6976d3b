using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Hosting;
using Distill.Cli.Runs;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill run</c>: does what a spec says, here or on a host.</summary>
internal sealed class RunCommand : DistillCommand
{
    private readonly Argument<string> _spec = new("SPEC") { Description = "Run spec, YAML or JSON" };
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Change a field of the spec, for example rounds=2; repeatable",
        HelpName = "FIELD=VALUE",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "With --host: watch the run to its end (without --host it always is)",
    };
    private readonly Option<Uri?> _host = RunCommandOptions.Host();

    /// <summary>The command.</summary>
    public RunCommand()
        : base(
            CommandGroup.Runs,
            "run",
            "Distill as a spec says. The same command again goes on with an unfinished run.",
            new Example("distill run spec.yaml", "in this process, with progress"),
            new Example("distill run spec.yaml --set rounds=2 --set teacher.cache=false", "with changed fields"),
            new Example("distill run spec.yaml --host https://distill.example.com --wait", "on a deployed app")
        )
    {
        Add(_spec);
        Add(_set);
        Add(_wait);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Get(_spec);
        // All that can be wrong with the input is found before a host starts.
        var spec = await SpecFile.ReadAsync(path, context.Get(_set)!, cancellationToken);
        var source = spec.SourceFile is { } file ? await SourceFile.OpenAsync(file, cancellationToken) : null;
        var address = context.Get(_host);
        await using var host = address is null
            ? await RunHost.StartAsync(context, context.ConfigFile, cancellationToken)
            : RunHost.Remote(address, context.Time);
        if (host.Models is { } models)
        {
            spec.RequireModels(path, models.Keys, context.ConfigFile);
        }

        if (source is not null)
        {
            spec.UseBlob(await host.Client.UploadAsync(source, cancellationToken));
        }

        var text = spec.Document.ToYaml();
        var started = await RunSeries.StartAsync(host.Client, RunIdentity.Of(spec.Header.Name, text), text, path, cancellationToken);
        if (address is not null && !context.Get(_wait))
        {
            return Accepted(context, started.Run.Id, address);
        }

        var session = new RunSession(context, host);
        Announce(context, started);
        await session.AnnounceOthersAsync(started.Run.Id, cancellationToken);
        return await session.FollowAsync(started.Run.Id, Again(path, started.Run.Id, address), cancellationToken);
    }

    private static int Accepted(CommandContext context, string id, Uri address)
    {
        context.Terminal.Write(
            new { Run = id, Host = address },
            console => console.WriteLine($"Run {id} is accepted. Look with: distill show {id} --host {address}")
        );
        return ExitCode.Done;
    }

    private static void Announce(CommandContext context, RunSeries.Started started)
    {
        var id = started.Run.Id;
        context.Terminal.Notes.WriteLine(
            started switch
            {
                { Continued: true } => $"Run {id} goes on where it stopped.",
                { Previous: { } previous } => $"Run {previous.Id} has ended ({previous.Status}); {id} starts, its cached answers are free.",
                _ => $"Run {id} starts.",
            }
        );
    }

    private static string Again(string path, string id, Uri? address) =>
        address is null ? $"distill run {path}" : $"distill show {id} --host {address}";
}
