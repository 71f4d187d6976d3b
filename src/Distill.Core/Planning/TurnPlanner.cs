using Distill.Core.Evaluation.Measuring;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Flywheels;

namespace Distill.Core.Planning;

/// <summary>
/// Forecasts a turn of the flywheel: unrated replies judged, drafts and their scores, the trainings with their checkpoints, and the comparison. Counts are the most that the spec allows for the traffic. Replayed
/// rows are not counted, because how many there are follows from a dataset of the host; neither is the time that people take.
/// </summary>
public static class TurnPlanner
{
    /// <summary>The forecast.</summary>
    /// <exception cref="ArgumentException">There are no replies.</exception>
    public static RunForecast Plan(TurnPlanRequest request, PlatformLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Records, 1, nameof(request));
        var stages = new StageSums(request, limits ?? new PlatformLimits());
        stages.Step(RunStages.Prepare, DurableWork.Instance(3), 0);
        stages.Step(RunStages.Join, DurableWork.Steps(3), request.Records);
        AddSelection(stages, request);
        AddDrafts(stages, request);
        stages.Step(RunStages.Mix, DurableWork.Steps(3), request.Low);
        AddTraining(stages, request);
        AddComparison(stages, request);
        stages.Step(RunStages.Report, DurableWork.Steps(3), 0);
        return stages.Forecast(RunPlanner.Shards(Math.Max(request.Drafted, request.Compared), request));
    }

    private static void AddSelection(StageSums stages, TurnPlanRequest request)
    {
        stages.Step(RunStages.Select, DurableWork.Steps(3), request.Records);
        Score(stages, RunStages.Select, request, Math.Min(request.Spec.Select.JudgeUnrated, request.Records), 1);
        if (request.Spec.Evaluation.References == CompareSpec.TeacherReferences && request.Disliked > 0)
        {
            stages.Ask(RunStages.Teacher, request.Teacher, request.Disliked);
        }
    }

    private static void AddDrafts(StageSums stages, TurnPlanRequest request)
    {
        var (annotate, assumed) = (request.Spec.Annotate, request.Assumptions);
        var shards = RunPlanner.Shards(Math.Max(1, request.Drafted), request);
        stages.Step(RunStages.Annotate, DurableWork.Steps(2, 1) + DurableWork.Instance(2 + shards, 1), request.Drafted);
        if (request.Drafted > 0)
        {
            stages.Ask(RunStages.Annotate, request.Teacher, request.Drafted, assumed.InputTokens, assumed.OutputTokens, annotate.Drafts);
            Score(stages, RunStages.Annotate, request, request.Drafted, annotate.Drafts);
        }
    }

    private static void AddTraining(StageSums stages, TurnPlanRequest request)
    {
        var rows = request.Drafted - request.Validation + request.Spec.Replay.Liked;
        foreach (var (i, stage) in request.Spec.Stages.Index())
        {
            // A pair is two answers to a prompt.
            var weight = stage.Method == StageSpec.Dpo ? 2 : 1;
            stages.Train(rows * weight, [new PlannedStudent(stage.Method, request.Online, stage.Epochs ?? PlannedStudent.DefaultEpochs)]);
            // The result of the stage before is a choice too.
            AddCheckpoints(stages, request, request.Spec.Checkpoint.Most + Math.Min(i, 1));
        }
    }

    private static void AddCheckpoints(StageSums stages, TurnPlanRequest request, int models)
    {
        var by = request.Spec.Checkpoint.By ?? CheckpointBy.Judge;
        if (request.Validation == 0 || models == 1 || !CheckpointSpec.IsAsked(by))
        {
            return;
        }

        var assumed = request.Assumptions;
        stages.Step(RunStages.Train, DurableWork.Steps(2), 0);
        stages.Ask(RunStages.Train, request.Online, request.Validation, assumed.InputTokens, assumed.OutputTokens, models);
        if (by == CheckpointBy.Judge)
        {
            Score(stages, RunStages.Train, request, request.Validation, models);
        }
    }

    private static void AddComparison(StageSums stages, TurnPlanRequest request)
    {
        var compare = request.Spec.Evaluation;
        EvaluationPlanner.AddTo(
            stages,
            new EvaluationPlanRequest
            {
                Records = Math.Max(1, request.Compared),
                ShardSize = request.ShardSize,
                InFlight = request.InFlight,
                Assumptions = request.Assumptions,
                Mode = compare.Mode,
                Asked = [request.Online, request.Online],
                Answers = 2,
                Judges = compare.Mode is EvaluationMode.Pairwise or EvaluationMode.Rubric ? [request.Judge] : [],
                Choices = compare.Calibration?.Limit ?? 0,
            }
        );
    }

    private static void Score(StageSums stages, string stage, TurnPlanRequest request, long records, int each)
    {
        var assumed = request.Assumptions;
        if (records > 0)
        {
            var input = assumed.JudgeRubricTokens + assumed.InputTokens + assumed.OutputTokens;
            stages.Ask(stage, request.Judge, records, input, assumed.JudgeOutputTokens, each);
        }
    }
}
