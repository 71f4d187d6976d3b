using System.CommandLine;
using System.Globalization;
using Distill.Cli.CommandLine;
using Distill.Cli.Demo;
using Distill.Cli.Demo.Flywheel;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Hosting;
using Distill.Cli.Runs;
using Distill.Core.Reporting.Wheels;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill demo</c>: a whole distillation, or some turns of the flywheel, on generated data and emulated models, in about a minute.</summary>
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

    private readonly Option<bool> _flywheel = new("--flywheel")
    {
        Description = "Watch the flywheel instead: simulated users, their feedback, a better model",
    };
    private readonly Option<int> _turns = new("--turns")
    {
        Description = "With --flywheel: turns of the wheel, 1 to 20. Default: 3",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };
    private readonly Option<int> _messages = new("--messages")
    {
        Description = "With --flywheel: messages of users between two turns, 200 to 20,000. Default: 800",
        HelpName = "N",
        DefaultValueFactory = _ => 800,
    };

    /// <summary>The command.</summary>
    public DemoCommand()
        : base(
            CommandGroup.Start,
            "demo",
            "Watch a teacher being distilled into a student: generated data, emulated models, nothing to configure.",
            new Example("distill demo", "about half a minute; interrupted or killed, the same command goes on"),
            new Example("distill demo --records 5000 --seed 11", "more and other data"),
            new Example("distill demo --flywheel", "users' feedback makes the online model better, turn by turn")
        )
    {
        Limit(_records, 50, 100_000);
        Limit(_turns, 1, 20);
        Limit(_messages, 200, 20_000);
        Add(_records);
        Add(_seed);
        Add(_emulator);
        Add(_flywheel);
        Add(_turns);
        Add(_messages);
    }

    /// <inheritdoc />
    public override Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Get(_flywheel) ? TurnAsync(context, cancellationToken) : DistillAsync(context, cancellationToken);

    private async Task<int> DistillAsync(CommandContext context, CancellationToken cancellationToken)
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

    private async Task<int> TurnAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var files = new WheelDemoFiles(context.Home);
        var here = context with { ConfigFile = files.Config, Storage = "local" };
        var notes = context.Terminal.Notes;
        notes.WriteLine("Distill flywheel demo: users ask an assistant whether company announcements are");
        notes.WriteLine("good, bad or neutral news. It errs; they press thumbs, mend answers, stop reading,");
        notes.WriteLine("or say nothing. From that each turn of the wheel trains a better one and puts it");
        notes.WriteLine("online if it is shown to be better. What users like is hidden from the wheel.");
        notes.WriteLine("All models are Distill's emulator on this machine; nothing costs money.");
        var options = new WheelDemoOptions(context.Get(_turns), context.Get(_messages), context.Get(_seed));
        var (state, continued) = await files.OpenAsync(options, cancellationToken);
        notes.WriteLine(continued ? "The demo of this home goes on where it stopped." : $"Data, configuration and specs: {files.Folder}");
        await using var host = await RunHost.StartAsync(here, files.Config, cancellationToken);
        try
        {
            var report = await new WheelDemo(here, files, host).RunAsync(state, options.Turns, cancellationToken);
            await OutputFile.WriteTextAsync(files.Page, WheelHtml.Render(report), cancellationToken);
            context.Terminal.Write(report, console => WheelView.Write(console, report));
            notes.WriteLine($"Page: {new Uri(files.Page).AbsoluteUri}");
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw CliException.Failed(
                "stopped; everything that was done is kept",
                "the flywheel demo",
                $"go on with: {WheelDemo.CommandLine}"
            );
        }
    }

    private static void Limit(Option<int> option, int least, int most) =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be within {least:N0} to {most:N0}."));
            }
        });

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
