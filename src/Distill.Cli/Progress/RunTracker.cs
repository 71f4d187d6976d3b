using Distill.Core.Runs;

namespace Distill.Cli.Progress;

/// <summary>Makes progress of a run's records as they are observed: which stage is where, for how long, and how fast. Not thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class RunTracker(TimeProvider time)
{
    // Long enough to be steady, short enough to follow a change.
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(3);

    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<(int Round, string Stage), TimeSpan> _begun = [];
    private readonly Dictionary<(int Round, string Stage), TimeSpan> _ended = [];
    private readonly Queue<(TimeSpan At, long Answers)> _recent = new();
    private (int Round, string Stage)? _current;

    /// <summary>Takes in the newest record.</summary>
    public RunProgress Observe(RunRecord run)
    {
        var now = time.GetElapsedTime(_start);
        FollowStage(run, now);
        var stages = Stages(run);
        var current = stages.FindIndex(stage => stage.Key == run.Stage);
        var progress = stages.Select((stage, index) => Progress(run, stage, index, current, now)).ToList();
        return new RunProgress(run, progress, now, Rate(run, now));
    }

    // Most runs have no judge; its line appears when it works.
    private List<Stage> Stages(RunRecord run)
    {
        var stages = StagePlan
            .Of(run.Pipeline)
            .Where(stage => stage.Key is not (RunStages.Judge or RunStages.Augment) || WasSeen(stage.Key))
            .ToList();
        if (run.Stage.Length > 0 && stages.TrueForAll(stage => stage.Key != run.Stage))
        {
            stages.Add(new Stage(run.Stage, run.Stage));
        }

        return stages;
    }

    private bool WasSeen(string stage) => _begun.Keys.Any(key => key.Stage == stage);

    private void FollowStage(RunRecord run, TimeSpan now)
    {
        var at = (run.Round, run.Stage);
        if (_current != at)
        {
            End(now);
            _current = at;
            _begun.TryAdd(at, now);
            _recent.Clear();
        }

        if (run.EndedAt is not null)
        {
            End(now);
        }
    }

    private void End(TimeSpan now)
    {
        if (_current is { } stage)
        {
            _ended.TryAdd(stage, now);
        }
    }

    private StageProgress Progress(RunRecord run, Stage stage, int index, int current, TimeSpan now)
    {
        var where = Where(run, index, current);
        var key = (run.Round, stage.Key);
        // A stage that this process did not see begin, because the run went on after a restart, has no time.
        TimeSpan? elapsed = _begun.TryGetValue(key, out var begun) ? (_ended.TryGetValue(key, out var ended) ? ended : now) - begun : null;
        var fraction = where == StageState.Done ? 1 : StageCounts.Fraction(run, stage.Key);
        var detail = where == StageState.Waiting ? "" : StageCounts.Describe(run, stage.Key);
        return new StageProgress(stage, where, fraction, elapsed, detail);
    }

    private static StageState Where(RunRecord run, int index, int current)
    {
        if (run.Status == RunStatus.Completed || index < current)
        {
            return StageState.Done;
        }

        if (index > current)
        {
            return StageState.Waiting;
        }

        return run.Status is RunStatus.Failed or RunStatus.Cancelled ? StageState.Failed : StageState.Active;
    }

    private double Rate(RunRecord run, TimeSpan now)
    {
        if (run.EndedAt is not null)
        {
            return 0;
        }

        _recent.Enqueue((now, StageCounts.Answers(run, run.Stage)));
        while (_recent.Count > 2 && now - _recent.Peek().At > RateWindow)
        {
            _recent.Dequeue();
        }

        var (since, before) = _recent.Peek();
        return now > since ? Math.Max(0, StageCounts.Answers(run, run.Stage) - before) / (now - since).TotalSeconds : 0;
    }
}
