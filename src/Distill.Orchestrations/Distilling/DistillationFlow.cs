using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Training.Curves;
using Distill.Orchestrations.Augmenting;
using Distill.Orchestrations.Progress;
using Distill.Orchestrations.Training;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Distilling;

/// <summary>The stages of a distillation run in order. Deterministic: all it knows comes from the context and from results of activities.</summary>
internal sealed class DistillationFlow(TaskOrchestrationContext context, RunReference run, RunLog log)
{
    private readonly List<TrainingOutcome> _trainings = [];
    private readonly Dictionary<string, string> _before = [];
    private RunPlan _plan = null!;
    private ModelStage _models = null!;

    public async Task<RunOutcome> RunAsync()
    {
        await log.BeginAsync(RunStages.Prepare, 1);
        _plan = await context.CallActivityAsync<RunPlan>(ActivityNames.PrepareRun, run, Retries.Transient);
        _models = new ModelStage(context, _plan.Stages(), log);
        await ImportAsync();
        var students = _plan.Students;
        for (var round = 1; ; round++)
        {
            var (decision, measured) = await RunRoundAsync(round, students);
            if (decision.GoalMet || !decision.AnotherRound || round >= _plan.Rounds)
            {
                return await CompleteAsync(decision, measured);
            }

            students = [.. students.Select(student => WithParameters(student, decision.Next))];
        }
    }

    private async Task ImportAsync()
    {
        await log.BeginAsync(RunStages.Import, 1);
        var imported = await context.CallActivityAsync<ImportResult>(ActivityNames.ImportSource, run, Retries.Transient);
        log.Add("imported", imported.DatasetId);
        await log.EndAsync(imported.Records, new() { ["imported"] = imported.Records, ["rejected"] = imported.Rejected });
    }

    private async Task<(RoundDecision Decision, MeasureInput Measured)> RunRoundAsync(int round, IReadOnlyList<StudentSpec> students)
    {
        var reference = new RoundReference(run.RunId, round);
        var unused = await AskTeacherAsync(reference);
        var split = await SplitAsync(reference);
        var training = await new AugmentationFlow(context, _plan, log, _models).RunAsync(reference, split.Train);
        var trained = await new StudentTrainings(context, _plan, log, _models).RunAsync(
            round,
            students,
            training.File,
            split.Validation,
            _trainings.Count
        );
        await EvaluateAsync(round, split.Test, trained);
        var measured = new MeasureInput
        {
            RunId = run.RunId,
            Round = round,
            TestSet = split.Test.DatasetId,
            TrainingSet = training.Train.DatasetId,
            UnusedPrompts = unused,
            Before = _before,
            Trainings = _trainings,
        };
        await log.BeginAsync(RunStages.Report, round);
        var decision = await context.CallActivityAsync<RoundDecision>(ActivityNames.MeasureRound, measured, Retries.Transient);
        await log.EndAsync(split.Test.Records, [], decision.Summary);
        return (decision, measured);
    }

    private async Task<long> AskTeacherAsync(RoundReference reference)
    {
        await log.BeginAsync(RunStages.Teacher, reference.Round);
        var prompts = await context.CallActivityAsync<PromptSelection>(ActivityNames.SelectPrompts, reference, Retries.Transient);
        if (prompts.DatasetId is null)
        {
            await log.EndAsync(0, [], "no unused prompt is left: the round trains on the answers there are");
            return 0;
        }

        log.Add($"r{reference.Round}.prompts", prompts.DatasetId);
        var target = RunDatasets.Teacher(run.RunId, reference.Round);
        var outcome = await _models.AnswerAsync(
            RunStages.Teacher,
            reference.Round,
            new ShardSet(prompts.DatasetId, target, prompts.Shards),
            ModelUse.Of(_plan.Teacher)
        );
        log.Add($"r{reference.Round}.teacher", target);
        await log.EndAsync(
            prompts.Records,
            new()
            {
                ["answered"] = outcome.Answered,
                ["refused"] = outcome.Refused,
                ["duplicates"] = prompts.Duplicates,
            }
        );
        return prompts.Unused;
    }

    private async Task<SplitOutcome> SplitAsync(RoundReference reference)
    {
        await log.BeginAsync(RunStages.Clean, reference.Round);
        var clean = await context.CallActivityAsync<DatasetReference>(ActivityNames.CleanAnswers, reference, Retries.Transient);
        log.Add($"r{reference.Round}.clean", clean.DatasetId);
        await log.EndAsync(clean.Records, new() { ["cleaned"] = clean.Records, ["dropped"] = clean.Rejected });

        await log.BeginAsync(RunStages.Split, reference.Round);
        var split = await context.CallActivityAsync<SplitOutcome>(ActivityNames.SplitAnswers, reference, Retries.Transient);
        log.Add($"r{reference.Round}.train", split.Train.DatasetId);
        log.Add("validation", split.Validation.DatasetId);
        log.Add("test", split.Test.DatasetId);
        await log.EndAsync(
            split.Train.Records + split.Validation.Records + split.Test.Records,
            new()
            {
                ["train"] = split.Train.Records,
                ["validation"] = split.Validation.Records,
                ["test"] = split.Test.Records,
            }
        );
        return split;
    }

    // One model after the other: asked at the same time they would slow each other down, and latency is part of what is compared.
    private async Task EvaluateAsync(int round, DatasetReference test, IReadOnlyList<TrainingOutcome> trained)
    {
        await log.BeginAsync(RunStages.Evaluate, round);
        foreach (var student in _plan.Students.Where(student => !_before.ContainsKey(student.Model)).DistinctBy(student => student.Model))
        {
            var target = RunDatasets.Before(run.RunId, student.Model);
            await _models.AnswerAsync(RunStages.Evaluate, round, new ShardSet(test.DatasetId, target, test.Shards), ModelUse.Of(student));
            _before[student.Model] = target;
        }

        foreach (var outcome in trained)
        {
            _trainings.Add(outcome.FineTunedModel is null ? outcome : await EvaluateAsync(round, test, outcome));
        }

        await log.EndAsync(test.Records, []);
        await JudgeAsync(round, test);
    }

    private async Task<TrainingOutcome> EvaluateAsync(int round, DatasetReference test, TrainingOutcome outcome)
    {
        var target = RunDatasets.After(run.RunId, round, outcome.Student);
        var student = _plan.Students.First(student => student.Name == outcome.Student);
        var use = ModelUse.Of(student) with { FineTunedModel = outcome.FineTunedModel };
        await _models.AnswerAsync(RunStages.Evaluate, round, new ShardSet(test.DatasetId, target, test.Shards), use);
        return outcome with { Answers = target };
    }

    private async Task JudgeAsync(int round, DatasetReference test)
    {
        if (_plan.Judge is not { } judge)
        {
            return;
        }

        await log.BeginAsync(RunStages.Judge, round);
        var after = _trainings.Where(outcome => outcome.Round == round && outcome.Answers is not null).Select(outcome => outcome.Answers!);
        var answers = round == 1 ? [test.DatasetId, .. _before.Values, .. after] : after;
        foreach (var dataset in answers)
        {
            await _models.JudgeAsync(
                RunStages.Judge,
                round,
                new ShardSet(dataset, RunDatasets.Judged(dataset), test.Shards),
                ModelUse.Of(judge)
            );
        }

        await log.EndAsync(test.Records, []);
    }

    private async Task<RunOutcome> CompleteAsync(RoundDecision decision, MeasureInput measured)
    {
        await context.CallActivityAsync(ActivityNames.RegisterModels, measured, Retries.Transient);
        var input = new ReportInput
        {
            Measure = measured,
            Stages = log.Stages,
            Datasets = log.Datasets,
            Usage = log.Usage,
            Emulated = _plan.Emulated,
            StartedAt = new DateTimeOffset(log.Began, TimeSpan.Zero),
            EndedAt = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero),
        };
        var report = await context.CallActivityAsync<ReportPaths>(ActivityNames.WriteReport, input, Retries.Transient);
        await log.CompleteAsync(report.ByFormat());
        return new RunOutcome(run.RunId, decision.GoalMet, decision.Student, decision.Summary);
    }

    private static StudentSpec WithParameters(StudentSpec student, IReadOnlyDictionary<string, TrainingParameters> next) =>
        next.TryGetValue(student.Name, out var parameters)
            ? student with
            {
                Epochs = parameters.Epochs,
                LearningRateMultiplier = parameters.LearningRateMultiplier,
            }
            : student;
}
