using Distill.Activities.Progress;
using Distill.Core.Inference;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Orchestrations.Progress;
using Distill.Storage.Local;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distill.Activities.Tests.Progress;

public sealed class UpdateRunTests
{
    [Fact]
    public void Apply_Twice_ChangesNothingTheSecondTime()
    {
        var update = new RunUpdate
        {
            RunId = "r1",
            Stage = "clean",
            Counts = new Dictionary<string, long> { ["cleaned"] = 9 },
            Usage = new Dictionary<string, InferenceUsage> { ["teacher/teacher"] = new() { Cost = 2 } },
        };

        var once = UpdateRun.Apply(Some.Run(), update);
        var twice = UpdateRun.Apply(once, update);

        once.Counts.ShouldBe(new Dictionary<string, long> { ["imported"] = 500, ["cleaned"] = 9 }, ignoreOrder: true);
        twice.Usage["teacher/teacher"].Cost.ShouldBe(2);
        twice.Counts.ShouldBe(once.Counts, ignoreOrder: true);
    }

    [Theory]
    [InlineData(RunStatus.Running, RunStatus.Suspended)]
    [InlineData(RunStatus.Failed, RunStatus.Failed)]
    public void Apply_ToASuspendedRun_KeepsItSuspendedUnlessItEnds(RunStatus update, RunStatus expected) =>
        UpdateRun
            .Apply(Some.Run() with { Status = RunStatus.Suspended }, new RunUpdate { RunId = "r1", Status = update })
            .Status.ShouldBe(expected);

    [Fact]
    public async Task A_run_that_fails_is_logged_under_the_name_that_the_alert_asks_for()
    {
        using var folder = new TempFolder();
        await using var services = new ServiceCollection()
            .AddDistillLocalStorage(new LocalStorageOptions { Home = folder.At("home") })
            .BuildServiceProvider();
        var runs = services.GetRequiredService<IRunStore>();
        await runs.AddAsync(Some.Run() with { Id = "r1", Status = RunStatus.Running }, TestContext.Current.CancellationToken);
        var logger = new EventLog();
        var activity = new UpdateRun(runs, TimeProvider.System, logger);

        await activity.RunAsync(new RunUpdate { RunId = "r1", Stage = "clean" }, TestContext.Current.CancellationToken);
        logger.Events.ShouldBeEmpty();
        var failure = new RunUpdate
        {
            RunId = "r1",
            Status = RunStatus.Failed,
            Error = "no record is left",
        };
        await activity.RunAsync(failure, TestContext.Current.CancellationToken);

        logger.Events.ShouldBe([("RunFailed", false, "The run r1 failed in stage clean: no record is left")]);
    }

    private sealed class EventLog : ILogger<UpdateRun>
    {
        public List<(string? Name, bool WithException, string Message)> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Events.Add((eventId.Name, exception is not null, formatter(state, exception)));
    }
}
