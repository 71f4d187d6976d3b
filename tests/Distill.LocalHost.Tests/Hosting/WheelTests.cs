using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Functions;
using Distill.LocalHost.Hosting;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Distill.LocalHost.Tests.Hosting;

/// <summary>The timer of standing wheels on the local host, on a clock of the test's.</summary>
public sealed class WheelTests : IAsyncDisposable
{
    private const string Spec = """
        name: support
        pipeline: flywheel
        wheel: support
        schedule: {every: 1d, lag: 1h, maxWindows: 3}
        teacher: {model: teacher}
        judge: {model: judge}
        """;

    private static readonly DateTimeOffset Day = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private readonly HostDriver _driver = new();
    private readonly FakeTimeProvider _clock = new(Day.AddHours(2));

    [Fact]
    public async Task A_window_is_started_once_however_often_the_timer_fires()
    {
        var host = await StartAsync();

        await FireAsync(host);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FireAsync(host)));

        (await RunsAsync(host)).ShouldBe(["support-20261119t000000-20261120t000000"]);
    }

    [Fact]
    public async Task Nothing_is_started_while_a_turn_is_under_way_and_what_was_missed_is_caught_up_in_one_window()
    {
        var host = await StartAsync();
        await FireAsync(host);

        _clock.Advance(TimeSpan.FromDays(2));
        await FireAsync(host);
        (await RunsAsync(host)).Count.ShouldBe(1);

        await EndAsync(host, RunStatus.Completed, moveTo: Day);
        await FireAsync(host);

        (await RunsAsync(host)).ShouldBe(["support-20261119t000000-20261120t000000", "support-20261120t000000-20261122t000000"]);
    }

    [Fact]
    public async Task A_turn_that_ended_without_moving_the_watermark_is_not_repeated_until_the_window_has_grown()
    {
        var host = await StartAsync();
        await FireAsync(host);
        await EndAsync(host, RunStatus.Failed, moveTo: null);

        await FireAsync(host);
        (await RunsAsync(host)).Count.ShouldBe(1);

        _clock.Advance(TimeSpan.FromDays(1));
        await FireAsync(host);

        (await RunsAsync(host)).Last().ShouldBe("support-20261119t000000-20261121t000000");
    }

    [Fact]
    public async Task A_crash_between_the_two_writes_is_made_good_by_the_next_look()
    {
        var host = await StartAsync();
        var wheels = host.Services.GetRequiredService<WheelStore>();
        var window = new Core.Flywheel.TrafficWindow(Day.AddDays(-1), Day);
        await wheels.BeginAsync("support", new WheelTurn(window.RunId("support"), window), TimeSpan.FromDays(3));

        _clock.Advance(TimeSpan.FromDays(1));
        await FireAsync(host);

        (await RunsAsync(host)).ShouldBe(["support-20261119t000000-20261120t000000"]);
        var spec = await RunBlobs.ReadTextAsync(Blobs(host), RunPaths.Spec(window.RunId("support")));
        spec.ShouldContain("from: 2026-11-19T00:00:00Z");
    }

    [Fact]
    public async Task A_timer_that_was_down_for_long_catches_up_a_bounded_window_a_turn_and_leaves_nothing_out()
    {
        var host = await StartAsync();
        await FireAsync(host);
        await EndAsync(host, RunStatus.Completed, moveTo: Day);
        _clock.Advance(TimeSpan.FromDays(8));

        for (var day = 3; day <= 8; day += 3)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => FireAsync(host)));
            await EndAsync(host, RunStatus.Completed, moveTo: Day.AddDays(day));
        }

        await FireAsync(host);
        (await RunsAsync(host)).ShouldBe([
            "support-20261119t000000-20261120t000000",
            "support-20261120t000000-20261123t000000",
            "support-20261123t000000-20261126t000000",
            "support-20261126t000000-20261128t000000",
        ]);
    }

    [Fact]
    public async Task A_turn_that_lets_its_oldest_traffic_go_is_not_followed_by_one_on_the_rest_alone()
    {
        var host = await StartAsync();
        await FireAsync(host);
        await EndAsync(host, RunStatus.Completed, moveTo: null);
        for (var day = 1; day <= 2; day++)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            await FireAsync(host);
            await EndAsync(host, RunStatus.Completed, moveTo: null);
        }

        await MoveAsync(host, "support", Day);
        await FireAsync(host);
        (await RunsAsync(host)).Last().ShouldBe("support-20261119t000000-20261122t000000");

        _clock.Advance(TimeSpan.FromDays(1));
        await FireAsync(host);

        (await RunsAsync(host)).Last().ShouldBe("support-20261120t000000-20261123t000000");
    }

    [Fact]
    public async Task A_wheel_waits_while_another_one_turns_on_its_alias_and_takes_in_all_that_came_meanwhile()
    {
        var host = await StartAsync();
        await AddWheelAsync(host, "billing", "online");
        await AddWheelAsync(host, "search", "search");

        await FireAsync(host);
        await FireAsync(host);
        (await RunsAsync(host)).ShouldBe(["billing-20261119t000000-20261120t000000", "search-20261119t000000-20261120t000000"]);

        // Its turn comes before another one of the wheel that it waited for, and takes both days at once.
        _clock.Advance(TimeSpan.FromDays(1));
        await EndAsync(host, RunStatus.Completed, moveTo: null);
        await MoveAsync(host, "billing", Day);
        await MoveAsync(host, "search", Day.AddDays(1));
        await FireAsync(host);
        await FireAsync(host);

        (await RunsAsync(host)).ShouldBe([
            "billing-20261119t000000-20261120t000000",
            "search-20261119t000000-20261120t000000",
            "support-20261119t000000-20261121t000000",
        ]);
    }

    [Fact]
    public async Task No_more_turns_than_the_setting_says_are_under_way_and_who_waits_longest_is_first()
    {
        var host = await StartAsync(maxTurns: 2);
        await AddWheelAsync(host, "a", "a");
        await AddWheelAsync(host, "b", "b");
        await FireAsync(host);
        await FireAsync(host);
        (await RunsAsync(host)).ShouldBe(["a-20261119t000000-20261120t000000", "b-20261119t000000-20261120t000000"]);

        _clock.Advance(TimeSpan.FromDays(1));
        await EndAsync(host, RunStatus.Failed, moveTo: null);
        await FireAsync(host);

        (await RunsAsync(host)).ShouldBe([
            "a-20261119t000000-20261120t000000",
            "a-20261119t000000-20261121t000000",
            "b-20261119t000000-20261120t000000",
            "support-20261119t000000-20261121t000000",
        ]);
    }

    [Fact]
    public async Task A_wrong_spec_does_not_hold_the_other_wheels()
    {
        var host = await StartAsync();
        await RunBlobs.WriteTextAsync(Blobs(host), "wheels/a.yaml", "name: [");
        await RunBlobs.WriteTextAsync(Blobs(host), "wheels/b.yaml", Spec);

        await FireAsync(host);

        (await RunsAsync(host)).Count.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _driver.DisposeAsync();

    // Without the app's orchestrations the runs stay pending: what is tested is what is started.
    private async Task<DistillLocalHost> StartAsync(int? maxTurns = null)
    {
        if (maxTurns is { } most)
        {
            _driver.Settings["Wheels:MaxTurns"] = most.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var options = _driver.Options(typeof(SampleLogs));
        var host = await _driver.StartAsync(
            new LocalHostOptions
            {
                Home = options.Home,
                Urls = options.Urls,
                Settings = options.Settings,
                FunctionTypes = options.FunctionTypes,
                ConfigureLogging = options.ConfigureLogging,
                ConfigureServices = services =>
                    services
                        .AddSingleton(provider => ActivatorUtilities.CreateInstance<StandingWheels>(provider, _clock))
                        .AddSingleton(provider => ActivatorUtilities.CreateInstance<AliasClaims>(provider, _clock)),
            }
        );
        await RunBlobs.WriteTextAsync(Blobs(host), "wheels/support.yaml", Spec);
        return host;
    }

    private static Task AddWheelAsync(DistillLocalHost host, string name, string alias) =>
        RunBlobs.WriteTextAsync(
            Blobs(host),
            $"wheels/{name}.yaml",
            Spec.Replace("support", name, StringComparison.Ordinal) + $"\nalias: {alias}"
        );

    private static IBlobStore Blobs(DistillLocalHost host) => host.Services.GetRequiredService<IBlobStore>();

    private static Task FireAsync(DistillLocalHost host) =>
        ActivatorUtilities
            .CreateInstance<SampleLogs>(host.Services)
            .RunAsync(new TimerInfo(), host.Client, TestContext.Current.CancellationToken);

    private static async Task<List<string>> RunsAsync(DistillLocalHost host) =>
        await host.Services.GetRequiredService<IRunStore>().ListAsync().Select(run => run.Id).Order().ToListAsync();

    private static async Task EndAsync(DistillLocalHost host, RunStatus status, DateTimeOffset? moveTo)
    {
        var editor = new RunRecordEditor(host.Services.GetRequiredService<IRunStore>(), TimeProvider.System);
        foreach (var run in await RunsAsync(host))
        {
            await editor.ChangeAsync(run, record => record with { Status = status });
        }

        if (moveTo is { } watermark)
        {
            await MoveAsync(host, "support", watermark);
        }
    }

    private static Task MoveAsync(DistillLocalHost host, string wheel, DateTimeOffset watermark) =>
        host.Services.GetRequiredService<WheelStore>().EndAsync(wheel, watermark, []);
}
