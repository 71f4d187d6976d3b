using Distill.Cli.Progress;
using Distill.Core.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Cli.Tests.Progress;

public sealed class RunTrackerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RunTracker _tracker;

    public RunTrackerTests()
    {
        _tracker = new RunTracker(_time);
    }

    [Fact]
    public void Observe_StageAtWork_EarlierOnesAreDoneAndLaterOnesWait()
    {
        var states = _tracker.Observe(Records.At(RunStages.Teacher)).Stages.ToDictionary(stage => stage.Stage.Key, stage => stage.State);

        states[RunStages.Import].ShouldBe(StageState.Done);
        states[RunStages.Teacher].ShouldBe(StageState.Active);
        states[RunStages.Train].ShouldBe(StageState.Waiting);
    }

    [Fact]
    public void Observe_StageEnds_ItsTimeStands()
    {
        _tracker.Observe(Records.At(RunStages.Import));
        _time.Advance(TimeSpan.FromSeconds(2));
        _tracker.Observe(Records.At(RunStages.Teacher));
        _time.Advance(TimeSpan.FromSeconds(5));

        var stages = _tracker.Observe(Records.At(RunStages.Teacher)).Stages;

        Find(stages, RunStages.Import).Elapsed.ShouldBe(TimeSpan.FromSeconds(2));
        Find(stages, RunStages.Teacher).Elapsed.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Observe_StageThatWasOverBefore_HasNoTime() =>
        Find(_tracker.Observe(Records.At(RunStages.Teacher)).Stages, RunStages.Import).Elapsed.ShouldBeNull();

    [Fact]
    public void Observe_FailedRun_ItsStageFailed() =>
        Find(_tracker.Observe(Records.At(RunStages.Train, RunStatus.Failed)).Stages, RunStages.Train).State.ShouldBe(StageState.Failed);

    [Fact]
    public void Observe_RunWithoutJudge_ShowsNoJudge() =>
        _tracker.Observe(Records.At(RunStages.Report)).Stages.ShouldNotContain(stage => stage.Stage.Key == RunStages.Judge);

    [Fact]
    public void Observe_RunWithJudge_ShowsTheJudgeFromThenOn()
    {
        _tracker.Observe(Records.At(RunStages.Judge));

        Find(_tracker.Observe(Records.At(RunStages.Report)).Stages, RunStages.Judge).State.ShouldBe(StageState.Done);
    }

    [Fact]
    public void Observe_GrowingUsage_GivesTheRateOfTheLastMoments()
    {
        _tracker.Observe(Records.Asked(0));
        _time.Advance(TimeSpan.FromSeconds(1));
        _tracker.Observe(Records.Asked(100));
        _time.Advance(TimeSpan.FromSeconds(1));

        _tracker.Observe(Records.Asked(300)).AnswersPerSecond.ShouldBe(150);
    }

    [Fact]
    public void Observe_ShardsDone_GiveTheFraction() =>
        Find(_tracker.Observe(Records.Asked(300)).Stages, RunStages.Teacher).Fraction.ShouldBe(0.25);

    [Fact]
    public void Observe_UnknownPipeline_ShowsTheStageItIsIn() =>
        _tracker.Observe(Records.At("mix") with { Pipeline = "other" }).Stages.ShouldHaveSingleItem().Stage.Key.ShouldBe("mix");

    private static StageProgress Find(IEnumerable<StageProgress> stages, string key) => stages.Single(stage => stage.Stage.Key == key);
}
