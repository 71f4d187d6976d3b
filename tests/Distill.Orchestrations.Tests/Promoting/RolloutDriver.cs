using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Distill.Activities.Promoting;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Gateway;
using Distill.Core.Models;
using Distill.Core.Promotion;
using Distill.Core.RollingLogs;
using Distill.Core.Runs;
using Distill.LocalHost.Engine;
using Distill.Orchestrations.Promoting;
using Distill.Storage.Local;
using Distill.Storage.Local.Blobs;
using Distill.Storage.Local.State;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Orchestrations.Tests.Promoting;

/// <summary>The orchestration on the real engine, with the real activities on local stores and a clock that the test moves; traffic is written as log files.</summary>
internal sealed class RolloutDriver : IAsyncDisposable
{
    public const string Id = "rollout-1";

    /// <summary>A shadow and a canary of two minutes and twenty requests each.</summary>
    public static readonly RolloutPlan Plan = new()
    {
        Every = TimeSpan.FromMinutes(1),
        Steps = [Step(RolloutStepKind.Shadow, 10), Step(RolloutStepKind.Canary, 20)],
        Guards = new RolloutGuards { MinLatencyRequests = 10 },
    };

    public static readonly AliasTarget Old = new() { Model = "teacher" };
    public static readonly AliasTarget New = new() { Model = "student", Version = "ft:1" };

    /// <summary>What a decision for <see cref="New"/> is about.</summary>
    public static readonly GateSubject Subject = new("online", new DecidedModel("student", "ft:1"), new DecidedModel("teacher", null));

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly TempFolder _folder = new();
    private readonly StateDatabase _database;
    private DurableEngine? _engine;
    private int _files;

    public RolloutDriver()
    {
        var home = new LocalHome(new LocalStorageOptions { Home = _folder.At("home") }, Time);
        _database = new StateDatabase(home);
        Blobs = new LocalBlobStore(home, Time);
        Aliases = new LocalAliasStore(_database);
        Models = new LocalModelRegistry(_database);
        Records = new RolloutRecords(Blobs);
        var aliases = new RolloutAliases(Aliases, new NoAliases(), Time);
        Desk = new RolloutDesk(
            Records,
            aliases,
            new RolloutEntry(aliases, new TwoModels(), Records, Blobs),
            new RolloutTraffic(Blobs),
            new PromotionHistory(Models),
            Time
        );
    }

    public FakeTimeProvider Time { get; } = new(Some.Time);

    public LocalBlobStore Blobs { get; }

    public LocalAliasStore Aliases { get; }

    public LocalModelRegistry Models { get; }

    public RolloutRecords Records { get; }

    public RolloutDesk Desk { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An alias on the old model, a trained version, and a rollout from one to the other.</summary>
    public static async Task<RolloutDriver> StartAsync(RolloutPlan? plan = null, Func<RolloutInput, RolloutInput>? change = null)
    {
        var driver = new RolloutDriver();
        await driver.Aliases.AddAsync(new ModelAlias { Name = "online", Targets = [Old] }, Cancel);
        await driver.Models.AddAsync(Some.Model("ft:1"), Cancel);
        await driver.OpenAsync();
        var input = new RolloutInput
        {
            RolloutId = Id,
            Alias = "online",
            Challenger = New,
            Plan = plan ?? Plan,
        };
        await Rollouts.StartAsync(driver._engine!.Client, change?.Invoke(input) ?? input, Cancel);
        return driver;
    }

    /// <summary>Begins a rollout to <see cref="New"/> that rests on a decision about something.</summary>
    public async Task<RolloutRecord> BeginDecidedAsync(GateSubject subject, RolloutPlan plan, GateOutcome outcome = GateOutcome.Promote)
    {
        const string path = "runs/r1/decision.json";
        var decision = GateRecord.Of(Some.Decision(subject, outcome));
        await Aliases.AddAsync(new ModelAlias { Name = "online", Targets = [Old] }, Cancel);
        await RunBlobs.WriteTextAsync(Blobs, path, decision.Json, Cancel);
        return await Desk.BeginAsync(
            new RolloutRecord
            {
                Id = Id,
                Alias = "online",
                Challenger = New,
                Plan = plan,
                DecisionPath = path,
                DecisionSha256 = decision.Sha256,
                State = RolloutState.Rolling,
                CreatedAt = default,
                UpdatedAt = default,
            },
            "ann",
            Cancel
        );
    }

    /// <summary>Opens the engine on the history that is there.</summary>
    public async Task OpenAsync()
    {
        var registry = new EngineRegistry()
            .AddOrchestrator(nameof(Rollout), async context => await Rollout.RunAsync(context))
            .AddActivity(
                ActivityNames.BeginRollout,
                async call => await new BeginRollout(Desk).RunAsync(call.GetInput<RolloutInput>()!, Cancel)
            )
            .AddActivity(
                ActivityNames.MoveRollout,
                async call => await new MoveRollout(Desk).RunAsync(call.GetInput<RolloutMove>()!, Cancel)
            )
            .AddActivity(
                ActivityNames.LookAtRollout,
                async call => await new LookAtRollout(Desk).RunAsync(call.GetInput<RolloutLookInput>()!, Cancel)
            );
        var options = new DurableEngineOptions { DatabasePath = _folder.At("engine.db"), TimeProvider = Time };
        _engine = await DurableEngine.OpenAsync(options, registry);
        await _engine.StartAsync();
    }

    public async Task CloseAsync()
    {
        await _engine!.DisposeAsync();
        _engine = null;
    }

    public Task SayAsync(string signal) => Rollouts.SignalAsync(_engine!.Client, Id, signal, new RolloutSignal("ann", "because"), Cancel);

    public async Task<ModelAlias> AliasAsync() => (await Aliases.FindAsync("online", Cancel)).ShouldNotBeNull().Value;

    /// <summary>Requests of a step as the gateway logs them: 25 of each model, by default all answered in 100 ms.</summary>
    public async Task TrafficAsync(
        RolloutRecord rollout,
        double newFailures = 0,
        double newLikes = 1,
        double newMs = 100,
        int count = 25,
        bool fallsBack = false
    )
    {
        var isShadow = rollout.Plan.Steps[rollout.Position].Kind == RolloutStepKind.Shadow;
        var (calls, thumbs) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < count; i++)
        {
            var (old, own) = ($"o{rollout.Position}-{i}", $"n{rollout.Position}-{i}");
            Call(calls, old, Old, 200, 100, null);
            var fails = i < newFailures * count;
            if (fails && fallsBack)
            {
                Call(calls, own, Old, 200, newMs, null, missed: New);
            }
            else
            {
                Call(calls, own, New, fails ? 503 : 200, newMs, isShadow ? old : null);
            }

            Thumb(thumbs, old, 1);
            Thumb(thumbs, own, i < newLikes * count ? 1 : -1);
        }

        await WriteAsync("logs", calls);
        await WriteAsync("feedback", thumbs);
    }

    /// <summary>Moves the clock by looks until the rollout is over, or a test says it is enough; writes the traffic of each step that begins.</summary>
    public async Task<RolloutRecord> RunAsync(Func<RolloutRecord, Task>? onStep = null, Func<RolloutRecord, bool>? until = null)
    {
        var position = -1;
        for (var tries = 0; ; tries++)
        {
            tries.ShouldBeLessThan(500, "the rollout does not get on");
            var rollout = await WaitAsync(record => record.Position >= 0 || RolloutMachine.IsOver(record.State));
            if (RolloutMachine.IsOver(rollout.State) || until?.Invoke(rollout) == true)
            {
                return rollout;
            }

            if (rollout.Position != position)
            {
                position = rollout.Position;
                await (onStep ?? (record => TrafficAsync(record)))(rollout);
            }

            Time.Advance(TimeSpan.FromMinutes(1));
            await WaitAsync(record => record.LookCount > rollout.LookCount || record.State != rollout.State, briefly: true);
        }
    }

    /// <summary>The orchestration's result.</summary>
    public async Task<RolloutOutcome> OutcomeAsync()
    {
        var ended = await _engine!.Client.WaitForInstanceCompletionAsync(Id, getInputsAndOutputs: true, Cancel);
        return ended.ReadOutputAs<RolloutOutcome>().ShouldNotBeNull(ended.FailureDetails?.ToString());
    }

    /// <summary>The record, once it is as asked; briefly: or after a moment as it is.</summary>
    public async Task<RolloutRecord> WaitAsync(Func<RolloutRecord, bool> isThere, bool briefly = false)
    {
        for (var tries = 0; ; tries++)
        {
            var rollout = await Records.FindAsync(Id, Cancel);
            if (rollout is not null && (isThere(rollout) || (briefly && tries == 20)))
            {
                return rollout;
            }

            tries.ShouldBeLessThan(5000, $"the rollout is not as expected: {rollout}");
            await Task.Delay(4, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        _database.Dispose();
        _folder.Dispose();
    }

    private static RolloutStep Step(RolloutStepKind kind, double percent) =>
        new()
        {
            Kind = kind,
            Percent = percent,
            Hold = TimeSpan.FromMinutes(2),
            MinRequests = 20,
            Patience = TimeSpan.FromMinutes(10),
        };

    private void Call(
        StringBuilder lines,
        string asid,
        AliasTarget target,
        int status,
        double ms,
        string? shadowOf,
        AliasTarget? missed = null
    ) =>
        lines
            .Append(
                JsonSerializer.Serialize(
                    new
                    {
                        asid,
                        time = Time.GetUtcNow(),
                        alias = "online",
                        target = target.Model,
                        version = target.Version,
                        failed_target = missed?.Model,
                        failed_version = missed?.Version,
                        shadow_of = shadowOf,
                        request = new { messages = new[] { new { role = "user", content = "hi" } } },
                        status,
                        latency_ms = ms,
                    },
                    WithoutNulls
                )
            )
            .Append('\n');

    private void Thumb(StringBuilder lines, string asid, int value) =>
        lines
            .Append(
                JsonSerializer.Serialize(
                    new
                    {
                        event_id = asid,
                        asid,
                        type = "thumb",
                        value,
                        time = Time.GetUtcNow(),
                    }
                )
            )
            .Append('\n');

    private Task WriteAsync(string container, StringBuilder lines) =>
        RunBlobs.WriteTextAsync(Blobs, RollingLogPath.Of(container, Time.GetUtcNow(), "test", _files++), lines.ToString(), Cancel);

    private sealed class NoAliases : IAliasCatalog
    {
        public ModelAlias? Find(string name) => null;

        public IReadOnlyList<ModelAlias> List() => [];
    }

    private sealed class TwoModels : IModelCatalog
    {
        public IReadOnlyDictionary<string, ModelEntry> Entries { get; } =
            ((string[])["teacher", "student"]).ToDictionary(
                name => name,
                name => new ModelEntry
                {
                    Name = name,
                    Endpoint = new Uri("http://127.0.0.1:9/v1"),
                    Model = name,
                }
            );
    }
}
