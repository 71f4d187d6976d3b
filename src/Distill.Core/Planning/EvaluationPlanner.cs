using Distill.Core.Evaluation.Measuring;
using Distill.Core.Runs;

namespace Distill.Core.Planning;

/// <summary>Forecasts an evaluation as <see cref="RunPlanner"/> does a distillation: answers that are missing, each judge's verdicts (of a comparison two a record), people's choices.</summary>
public static class EvaluationPlanner
{
    /// <summary>The forecast.</summary>
    /// <exception cref="ArgumentException">A number of the request is out of range.</exception>
    public static RunForecast Plan(EvaluationPlanRequest request, PlatformLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is not { Records: >= 1, ShardSize: >= 1, InFlight: >= 1, Answers: 1 or 2, Choices: >= 0, Dimensions: >= 0 })
        {
            throw new ArgumentException("Records, shard size and shards in flight are at least 1, answers 1 or 2.", nameof(request));
        }

        var stages = new StageSums(request, limits ?? new PlatformLimits());
        stages.Step(RunStages.Prepare, DurableWork.Instance(2), 0);
        AddTo(stages, request);
        stages.Step(RunStages.Report, DurableWork.Steps(1), 0);
        return stages.Forecast(RunPlanner.Shards(Math.Max(request.Records, request.Choices), request));
    }

    /// <summary>Adds the steps of an evaluation from its set to its verdict, which it shares with the comparison of a flywheel's turn.</summary>
    internal static void AddTo(StageSums stages, EvaluationPlanRequest request)
    {
        stages.Step(RunStages.Import, DurableWork.Steps(3), request.Records);
        stages.Step(RunStages.Evaluate, DurableWork.Steps(2), 0);
        foreach (var model in request.Asked)
        {
            stages.Ask(RunStages.Evaluate, model, request.Records);
        }

        stages.Step(RunStages.Match, DurableWork.Steps(3), request.Records);
        if (request.Judges.Count > 0)
        {
            stages.Step(RunStages.Judge, DurableWork.Steps(request.Choices > 0 ? 3 : 2), 0);
            JudgeWork.Add(stages, request, request.Records, request.Mode == EvaluationMode.Pairwise ? 2 : request.Answers);
            JudgeWork.Add(stages, request, request.Choices, 2);
        }

        stages.Step(RunStages.Report, DurableWork.Steps(3), request.Records);
    }
}
