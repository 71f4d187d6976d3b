using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Hosting;
using Distill.Cli.Promotion;
using Distill.Cli.Runs;
using Distill.Core.Gateway;
using Distill.Core.Reporting.Turns;
using Distill.Core.Reporting.Wheels;
using Distill.Core.Runs;
using Distill.Orchestrations.Distilling;
using Spectre.Console;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>Traffic, a turn of the wheel, traffic, and so on. Each step is in the journal or has a name, so that a demo that was killed goes on where it was.</summary>
internal sealed class WheelDemo(CommandContext context, WheelDemoFiles files, RunHost host)
{
    /// <summary>The command line that starts it and goes on with it.</summary>
    public const string CommandLine = "distill demo --flywheel";

    private readonly IAnsiConsole _notes = context.Terminal.Notes;

    /// <summary>Goes on until so many turns are done.</summary>
    /// <returns>What came of it.</returns>
    public async Task<WheelReport> RunAsync(WheelDemoState state, int turns, CancellationToken cancellationToken)
    {
        var local = host.Local ?? throw new InvalidOperationException("The demo needs a host in this process.");
        if (state.FirstModel is null)
        {
            var first = new FirstModel(local.Services, new RolloutSession(context, host), context.Time);
            state = state with { FirstModel = await first.PutOnlineAsync(state.Seed, cancellationToken) };
            await files.SaveAsync(state, cancellationToken);
            _notes.WriteLine($"Online: {state.FirstModel}, trained on {FirstModel.Rows} rows: too few.");
        }

        using var gateway = new GatewayClient(local);
        var users = new SimulatedTraffic(local, gateway, context.Time);
        var reports = new List<TurnReport>();
        for (var turn = 1; turn <= turns; turn++)
        {
            state = await TrafficAsync(users, state, turn, cancellationToken);
            reports.Add(await TurnAsync(turn, state, gateway, cancellationToken));
        }

        state = await TrafficAsync(users, state, turns + 1, cancellationToken);
        return new WheelReport
        {
            Name = "Flywheel demo",
            Alias = WheelDemoConfiguration.Alias,
            Traffic =
            [
                .. state.Traffic.Take(turns + 1).Select(part => new LikedTraffic(part.Version, part.Answers, part.Liked, part.Told)),
            ],
            Turns = reports,
            Measured =
                "Each stretch of traffic has new announcements. Whether a simulated user likes an answer is decided by the hidden preference, "
                + "also of those who say nothing; the wheel sees only what users say and do.",
        };
    }

    private async Task<WheelDemoState> TrafficAsync(
        SimulatedTraffic users,
        WheelDemoState state,
        int number,
        CancellationToken cancellationToken
    )
    {
        if (state.Traffic.Count >= number)
        {
            return state;
        }

        _notes.WriteLine($"Traffic {number}: {state.Messages} messages of {SimulatedUser.Count} users go through the gateway.");
        var online =
            await host.Client.ReadAsync<ModelAlias>($"api/aliases/{WheelDemoConfiguration.Alias}", cancellationToken)
            ?? throw CliException.Failed("the demo's alias is gone", files.Config, $"delete {files.Folder} to begin anew");
        var messages = DemoAnnouncements.Of(state.Seed, DemoAnnouncements.Traffic + number).Take(state.Messages).ToList();
        var traffic = await users.SendAsync(online.Targets[0].Version!, messages, state.Seed + number, cancellationToken);
        state = state with { Traffic = [.. state.Traffic, traffic] };
        await files.SaveAsync(state, cancellationToken);
        _notes.WriteLine(
            $"Traffic {number} done: users like {100.0 * traffic.Liked / traffic.Answers:0.0}% of the answers and say something about {traffic.Told} of {traffic.Answers}."
        );
        return state;
    }

    private async Task<TurnReport> TurnAsync(int number, WheelDemoState state, GatewayClient gateway, CancellationToken cancellationToken)
    {
        var id = $"demo-turn-{number}";
        var file = files.Spec(number);
        var spec = WheelDemoSpec.Of(state.Traffic[number - 1]);
        await OutputFile.WriteTextAsync(file, spec, cancellationToken);
        // The key is the id: asking again, even after a crash between two writes, finds the same run.
        var run = await host.Client.FindAsync(id, cancellationToken);
        if (run is null or { Status: RunStatus.Pending })
        {
            run = await host.Client.StartAsync(spec, file, id, cancellationToken);
        }

        if (run.EndedAt is null)
        {
            _notes.WriteLine($"Turn {number} of the wheel, run {id}:");
            run = await WatchAsync(id, number, state.Seed, gateway, cancellationToken);
        }

        if (run.Status != RunStatus.Completed)
        {
            throw CliException.Failed(
                run.Error ?? "the turn was cancelled",
                $"run {id}",
                $"delete {files.Folder} or name another --home to begin anew"
            );
        }

        var report = TurnJson.Parse((await host.Client.ReadReportAsync(run, "json", cancellationToken))!);
        _notes.WriteLine($"Turn {number} done: {report.Summary}");
        return report;
    }

    // The run, with users at the gateway in its rollout.
    private async Task<RunRecord> WatchAsync(string id, int turn, int seed, GatewayClient gateway, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var messages = DemoAnnouncements.Of(seed, DemoAnnouncements.Rollout + turn);
        var talking = new RolloutUsers(host, gateway, context.Time).TalkAsync(RunParts.Rollout(id), messages, seed + turn, ended.Token);
        var watching = new RunSession(context, host).WatchAsync(id, CommandLine, cancellationToken);
        if (await Task.WhenAny(watching, talking) == talking)
        {
            // Nobody talks any more, so a rollout would wait in vain.
            await talking;
        }

        var run = await watching;
        await ended.CancelAsync();
        await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return run;
    }
}
