using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Runs;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill cancel</c>, <c>suspend</c> and <c>resume</c>.</summary>
internal sealed class SteerCommand : DistillCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "Id of the run; distill runs lists them" };
    private readonly Option<Uri?> _host = RunCommandOptions.Host();
    private readonly RunSteering _what;

    /// <summary>The command for one way of steering.</summary>
    public SteerCommand(RunSteering what)
        : base(CommandGroup.Runs, NameOf(what), Describe(what), new Example($"distill {NameOf(what)} demo", "a run of this home"))
    {
        _what = what;
        Add(_run);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Get(_run);
        await using var host = await OpenAsync(context, id, cancellationToken);
        var run = await host.Client.SteerAsync(id, _what, cancellationToken) ?? throw UnknownRun.Of(id, context.Home);
        context.Terminal.Write(new { Run = run }, console => console.WriteLine($"Run {id} is {run.Status.ToString().ToLowerInvariant()}."));
        return ExitCode.Done;
    }

    // Steering is a durable write: without a running host, one is started for as long as the write takes.
    private async Task<RunHost> OpenAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        if (context.Get(_host) is { } address)
        {
            return RunHost.Remote(address, context.Time);
        }

        if (RunningHost.Find(context.Home) is { Address: { } own } running && running.IsAlive())
        {
            return RunHost.Remote(own, context.Time);
        }

        if (!HomeStorage.MayHold(context))
        {
            throw UnknownRun.Of(id, context.Home);
        }

        return await RunHost.StartAsync(context, context.ConfigFile, cancellationToken);
    }

    private static string NameOf(RunSteering what) => what.ToString().ToLowerInvariant();

    private static string Describe(RunSteering what) =>
        what switch
        {
            RunSteering.Cancel => "End a run for good; what it has paid for stays in the cache.",
            RunSteering.Suspend => "Hold a run: calls in flight end, no new one begins.",
            _ => "Let a held run go on.",
        };
}
