using Distill.Core.Models;
using Distill.Core.Runs;

namespace Distill.Core.Planning;

/// <summary>
/// Forecasts a distillation run: counts of durable work, which follow exactly from the orchestrations, and estimates of tokens, money, storage and time.
/// Pure arithmetic; nothing is read and nobody is asked.
/// </summary>
public static class RunPlanner
{
    /// <summary>The forecast.</summary>
    /// <exception cref="ArgumentException">A number of the request is out of range.</exception>
    public static RunForecast Plan(PlanRequest request, PlatformLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is not { Records: >= 1, Rounds: >= 1, ShardSize: >= 1, InFlight: >= 1, Students.Count: >= 1 })
        {
            throw new ArgumentException("Records, rounds, shard size, shards in flight and students are at least 1.", nameof(request));
        }

        limits ??= new PlatformLimits();
        var stages = new StageSums(request, limits);
        stages.Step(RunStages.Prepare, DurableWork.Instance(2), 0);
        stages.Step(RunStages.Import, DurableWork.Steps(3), request.Records);
        var rounds = Rounds(request).ToList();
        foreach (var round in rounds)
        {
            AddRound(stages, request, round);
        }

        // Registering the models, writing the report, closing the record.
        stages.Step(RunStages.Report, DurableWork.Steps(3), 0);
        return stages.Forecast(rounds.Max(round => Shards(Math.Max(round.Prompts, request.Augmentation?.Texts ?? 0), request)));
    }

    /// <summary>Shards of so many records.</summary>
    internal static long Shards(long records, IPlanRequest request) => (records + request.ShardSize - 1) / request.ShardSize;

    private static IEnumerable<PlannedRound> Rounds(PlanRequest request)
    {
        var (used, trained) = (0L, 0d);
        for (var number = 1; number <= request.Rounds; number++)
        {
            var prompts = Math.Min(request.Records - used, request.FirstRoundPrompts);
            used += prompts;
            // Validation and test set are made in the first round; what later rounds bring is only learned from.
            trained += number == 1 ? prompts * request.TrainShare : prompts;
            yield return new PlannedRound(number, prompts, used, trained);
        }
    }

    private static void AddRound(StageSums stages, PlanRequest request, PlannedRound round)
    {
        AddTeacher(stages, request, round);
        stages.Step(RunStages.Clean, DurableWork.Steps(3), round.Answers);
        stages.Step(RunStages.Split, DurableWork.Steps(3), round.Answers);
        AddAugmentation(stages, request, round);
        stages.Train(round.TrainingRecords + (request.Augmentation?.Rows ?? 0), request.Students);
        AddCheckpoints(stages, request);
        AddEvaluation(stages, request, round);
        AddJudge(stages, request, round);
        stages.Step(RunStages.Report, DurableWork.Steps(3), 0);
    }

    private static void AddTeacher(StageSums stages, PlanRequest request, PlannedRound round)
    {
        stages.Step(RunStages.Teacher, DurableWork.Steps(3), request.Records);
        if (round.Prompts > 0)
        {
            stages.Ask(RunStages.Teacher, request.Teacher, round.Prompts);
        }
    }

    private static void AddAugmentation(StageSums stages, PlanRequest request, PlannedRound round)
    {
        if (request.Augmentation is not { } augmentation)
        {
            return;
        }

        // Plan, gate and finish, and the two entries of the record; without a call only the first of the three.
        stages.Step(RunStages.Augment, DurableWork.Steps(augmentation.Calls == 0 ? 3 : 5), round.Answers);
        if (augmentation.Calls > 0)
        {
            stages.Ask(RunStages.Augment, request.Teacher, augmentation.Calls, augmentation.CallInputTokens, augmentation.CallOutputTokens);
            stages.Ask(RunStages.Augment, request.Teacher, augmentation.Texts);
        }
    }

    private static void AddCheckpoints(StageSums stages, PlanRequest request)
    {
        if (request is not { Checkpoints: { Most: > 1 } checkpoints, ValidationRecords: > 0 and var records })
        {
            return;
        }

        foreach (var student in request.Students)
        {
            // Which there are, and which is the best.
            stages.Step(RunStages.Train, DurableWork.Steps(2), 0);
            for (var i = 0; i < checkpoints.Most; i++)
            {
                stages.Ask(RunStages.Train, student.Model, records);
                if (checkpoints.IsJudged && request.Judge is { } judge)
                {
                    stages.AskJudge(RunStages.Train, judge, records);
                }
            }
        }
    }

    private static void AddEvaluation(StageSums stages, PlanRequest request, PlannedRound round)
    {
        stages.Step(RunStages.Evaluate, DurableWork.Steps(2), 0);
        var before = round.Number == 1 ? BaseModels(request) : [];
        foreach (var model in before.Concat(request.Students.Select(student => student.Model)))
        {
            stages.Ask(RunStages.Evaluate, model, request.TestRecords);
        }
    }

    private static void AddJudge(StageSums stages, PlanRequest request, PlannedRound round)
    {
        if (request.Judge is not { } judge)
        {
            return;
        }

        stages.Step(RunStages.Judge, DurableWork.Steps(2), 0);
        // The first round's answers of the teacher and of the untrained models, and each round's of the trained ones.
        var sets = request.Students.Count + (round.Number == 1 ? 1 + BaseModels(request).Count() : 0);
        for (var set = 0; set < sets; set++)
        {
            stages.AskJudge(RunStages.Judge, judge, request.TestRecords);
        }
    }

    private static IEnumerable<ModelEntry> BaseModels(PlanRequest request) =>
        request.Students.Select(student => student.Model).DistinctBy(model => model.Name);

    private sealed record PlannedRound(int Number, long Prompts, long Answers, double TrainingRecords);
}
