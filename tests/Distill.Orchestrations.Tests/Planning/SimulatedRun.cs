using Distill.Core.Inference;
using Distill.Core.Planning;
using Distill.Core.Runs.Specs;
using Distill.Core.Training;
using Distill.LocalHost.Engine;
using Distill.Orchestrations.Augmenting;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.FanOuts;
using Distill.Orchestrations.Training;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Tests.Planning;

/// <summary>The real orchestrations on the real engine, with activities that do nothing but answer, so that what is counted is the durable work alone.</summary>
internal sealed class SimulatedRun(PlanRequest request, string database)
{
    private const string Run = "r1";
    private long _activities;

    /// <summary>Runs to the end and counts.</summary>
    public async Task<(DurableWork Work, long LongestHistory)> CountAsync(CancellationToken cancellationToken)
    {
        await using (
            var engine = await DurableEngine.OpenAsync(new DurableEngineOptions { DatabasePath = database }, Registry(), cancellationToken)
        )
        {
            await engine.StartAsync(cancellationToken);
            await engine.Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(Distillation),
                new RunReference(Run),
                new StartOrchestrationOptions(Run),
                cancellationToken
            );
            var ended = await engine.Client.WaitForInstanceCompletionAsync(Run, getInputsAndOutputs: true, cancellationToken);
            ended.FailureDetails.ShouldBeNull();
        }

        return (new DurableWork(Read("SELECT count(*) FROM instances"), _activities, Read("SELECT count(*) FROM history")), Longest());
    }

    private long Longest() => Read("SELECT max(n) FROM (SELECT count(*) AS n FROM history GROUP BY instance)");

    private long Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private EngineRegistry Registry()
    {
        var registry = new EngineRegistry()
            .AddOrchestrator(nameof(Distillation), async context => await Distillation.RunAsync(context))
            .AddOrchestrator(nameof(InferenceFanOut), async context => await InferenceFanOut.RunAsync(context))
            .AddOrchestrator(nameof(StudentTraining), async context => await StudentTraining.RunAsync(context));
        foreach (var (name, answer) in Answers())
        {
            registry.AddActivity(
                name,
                invocation =>
                {
                    Interlocked.Increment(ref _activities);
                    return Task.FromResult(answer(invocation));
                }
            );
        }

        return registry;
    }

    private Dictionary<string, Func<ActivityInvocation, object?>> Answers() =>
        new()
        {
            [ActivityNames.PrepareRun] = _ => Plan(),
            [ActivityNames.ImportSource] = _ => new ImportResult("in", request.Records, 0),
            [ActivityNames.SelectPrompts] = invocation => Select(invocation.GetInput<RoundReference>()!.Round),
            [ActivityNames.InferShard] = _ => new ShardOutcome(request.ShardSize, 0, new InferenceUsage()),
            [ActivityNames.JudgeShard] = _ => new ShardOutcome(request.ShardSize, 0, new InferenceUsage()),
            [ActivityNames.CollectShards] = invocation => Dataset(invocation.GetInput<CollectInput>()!.Target, request.Records),
            [ActivityNames.CleanAnswers] = _ => Dataset("clean", request.Records),
            [ActivityNames.SplitAnswers] = _ => new SplitOutcome(
                Dataset("train", request.Records),
                Dataset("validation", request.ValidationRecords),
                Dataset("test", request.TestRecords)
            ),
            [ActivityNames.PlanAugmentation] = _ => Augmentation("calls", request.Augmentation!.Calls),
            [ActivityNames.GateAugmentation] = _ => Augmentation("texts", request.Augmentation!.Texts),
            [ActivityNames.FinishAugmentation] = _ => new AugmentedTraining(Dataset("more", request.Records), AugmentedTraining.Augmented),
            [ActivityNames.StartTraining] = invocation => new TrainingJob(invocation.GetInput<TrainingInput>()!, "job"),
            [ActivityNames.PollTraining] = _ => new TrainingState("succeeded", true, null),
            [ActivityNames.ReadTraining] = invocation => Trained(invocation.GetInput<TrainingJob>()!.Input),
            [ActivityNames.ListCheckpoints] = _ => new CheckpointList([
                .. Enumerable.Range(1, request.Checkpoints!.Most).Select(step => $"ft:{step}"),
            ]),
            [ActivityNames.ChooseCheckpoint] = _ => CheckpointChoice.Own("ft:1"),
            [ActivityNames.MeasureRound] = _ => new RoundDecision(
                false,
                true,
                null,
                "again",
                new Dictionary<string, Core.Training.Curves.TrainingParameters>()
            ),
            [ActivityNames.RegisterModels] = _ => null,
            [ActivityNames.WriteReport] = _ => new ReportPaths("a", "b", "c"),
            [ActivityNames.UpdateRun] = _ => null,
        };

    private RunPlan Plan() =>
        new()
        {
            RunId = Run,
            Teacher = new TeacherSpec { Model = request.Teacher.Name },
            Students = [.. request.Students.Select(student => new StudentSpec { Name = student.Name, Model = student.Model.Name })],
            Augment = request.Augmentation is null ? null : new AugmentSpec(),
            Checkpoint = request.Checkpoints is { } checkpoints
                ? new CheckpointSpec { By = checkpoints.IsJudged ? CheckpointBy.Judge : CheckpointBy.Metric, Most = checkpoints.Most }
                : new CheckpointSpec(),
            Judge = request.Judge is null ? null : new JudgeSpec { Model = request.Judge.Name },
            Models = request
                .Students.Select(student => student.Model)
                .Append(request.Teacher)
                .Concat(request.Judge is { } judge ? [judge] : [])
                .DistinctBy(model => model.Name)
                .ToDictionary(model => model.Name),
            Rounds = request.Rounds,
            InFlight = request.InFlight,
        };

    private PromptSelection Select(int round)
    {
        var perRound = request.PromptsPerRound ?? request.Records;
        var first = Math.Min(request.Records, (round - 1) * perRound);
        var count = Math.Min(request.Records, first + perRound) - first;
        return count == 0 ? new PromptSelection(null, 0, 0, 0) : new PromptSelection("prompts", count, Shards(count), 1);
    }

    private AugmentationPrompts Augmentation(string id, long records) =>
        records == 0 ? new AugmentationPrompts(null, 0, 0, 0) : new AugmentationPrompts(id, records, Shards(records), records);

    private static TrainingOutcome Trained(TrainingInput input) =>
        new()
        {
            Student = input.Student.Name,
            Model = input.Student.Model,
            Round = input.Round,
            FineTunedModel = "ft",
        };

    private DatasetReference Dataset(string id, long records) => new(id, records, Shards(records), 0);

    private int Shards(long records) => (int)((records + request.ShardSize - 1) / request.ShardSize);
}
