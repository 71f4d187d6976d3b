using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Demo;
using Distill.Cli.Hosting;
using Distill.Cli.Runs;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill demo</c>: a whole distillation on generated data and emulated models, in under a minute.</summary>
internal sealed class DemoCommand : DistillCommand
{
    private const string RunId = "demo";

    private readonly Option<int> _records = new("--records")
    {
        Description = "Announcements that the teacher labels, 50 to 100,000. Default: 1500",
        HelpName = "N",
        DefaultValueFactory = _ => 1500,
    };
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the data. Default: 7",
        HelpName = "N",
        DefaultValueFactory = _ => 7,
    };
    private readonly Option<Uri?> _emulator = new("--emulator")
    {
        Description = "Use a running emulator, for example http://127.0.0.1:8080/v1. Default: one in this process",
        HelpName = "URL",
        CustomParser = UrlOption.Parse,
    };

    /// <summary>The command.</summary>
    public DemoCommand()
        : base(
            CommandGroup.Start,
            "demo",
            "Watch a teacher being distilled into a student: generated data, emulated models, nothing to configure.",
            new Example("distill demo", "about half a minute; interrupted or killed, the same command goes on"),
            new Example("distill demo --records 5000 --seed 11", "more and other data")
        )
    {
        _records.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 50 or > 100_000)
            {
                result.AddError("--records must be within 50 to 100,000.");
            }
        });
        Add(_records);
        Add(_seed);
        Add(_emulator);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var files = new DemoFiles(context.Home);
        // All of the demo is in the home, whatever the configuration of this folder says.
        var here = context with
        {
            ConfigFile = files.Config,
            Storage = "local",
        };
        var notes = context.Terminal.Notes;
        notes.WriteLine("Distill demo: a small model learns from a large one's answers to judge Chinese");
        notes.WriteLine("company announcements. All models are Distill's emulator on this machine:");
        notes.WriteLine("nothing leaves it, nothing costs money.");
        if (!files.Exist || !await HasUnfinishedRunAsync(here, cancellationToken))
        {
            await files.WriteAsync(new DemoOptions(context.Get(_records), context.Get(_seed), context.Get(_emulator)), cancellationToken);
        }

        await using var host = await RunHost.StartAsync(here, files.Config, cancellationToken);
        var spec = await SpecFile.ReadAsync(files.Spec, [], cancellationToken);
        spec.UseBlob(await host.Client.UploadAsync(await SourceFile.OpenAsync(spec.SourceFile!, cancellationToken), cancellationToken));
        var started = await RunSeries.StartAsync(host.Client, RunId, spec.Document.ToYaml(), files.Spec, cancellationToken);
        notes.WriteLine(Announcement(started, context.Home));
        notes.WriteLine();
        return await new RunSession(context, host).FollowAsync(started.Run.Id, "distill demo", cancellationToken);
    }

    // The data of an unfinished run is left alone, whatever the options say: the run goes on with what it began with.
    private static async Task<bool> HasUnfinishedRunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!HomeStorage.MayHold(context))
        {
            return false;
        }

        await using var storage = await HomeStorage.OpenAsync(context, cancellationToken);
        return await storage.Runs.ListAsync(cancellationToken).AnyAsync(run => run.Name == RunId && run.EndedAt is null, cancellationToken);
    }

    private static string Announcement(RunSeries.Started started, string home) =>
        started switch
        {
            { Continued: true } => $"Run {started.Run.Id} goes on where it stopped; what was answered is not paid again.",
            { Previous: { } previous } =>
                $"Run {previous.Id} is finished (distill show {previous.Id}). {started.Run.Id} starts; what is in the cache is free.",
            _ => $"Data, configuration and spec: {Path.Combine(home, "demo")}",
        };
}
