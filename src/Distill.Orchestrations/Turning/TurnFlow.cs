using Distill.Core.Annotation;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Promotion;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Orchestrations.Annotating;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Evaluating;
using Distill.Orchestrations.Progress;
using Distill.Orchestrations.Promoting;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Turning;

/// <summary>The steps of one turn, in order.</summary>
internal sealed class TurnFlow(TaskOrchestrationContext context, string runId, RunLog log)
{
    private const int Round = 1;

    private EndTurnInput _end = new()
    {
        RunId = runId,
        Outcome = new TurnOutcome(TurnEnd.NotDue, "", null),
        StartedAt = Now(context),
        EndedAt = Now(context),
    };
    private TurnPlan _plan = null!;
    private ModelStage _models = null!;

    private FlywheelSpec Spec => _plan.Spec;

    public async Task<TurnOutcome> RunAsync()
    {
        await log.BeginAsync(RunStages.Prepare, Round);
        _plan = await CallAsync<TurnPlan>(ActivityNames.PrepareTurn, new RunReference(runId));
        _models = new ModelStage(context, _plan.Stages(), log);
        _end = _end with { Window = _plan.Window };
        await log.EndAsync(0, []);
        var outcome = await TurnAsync();
        return await EndAsync(outcome);
    }

    private async Task<TurnOutcome> TurnAsync()
    {
        if (_plan.Window is null)
        {
            return Ended(TurnEnd.NotDue, "No window of traffic is due: 'schedule' says when, and the wheel's watermark from where.");
        }

        var traffic = new TrafficSteps(context, _plan, log, _models);
        var join = await traffic.JoinAsync();
        var selection = await traffic.SelectAsync(join);
        if (selection.Low is not { } low || low.Records < Spec.Select.MinLow)
        {
            return Ended(
                TurnEnd.NothingToDo,
                $"{selection.Low?.Records ?? 0} low replies to train on, among {join.Figures.Replies}, are too few ('select.minLow' is {Spec.Select.MinLow}); the traffic is carried over."
            );
        }

        await traffic.ReferencesAsync(selection);
        var annotation = await AnnotateAsync(low);
        var mix = await MixAsync(annotation);
        if (mix is not { Training: not null, Evaluation: { } set })
        {
            return Ended(
                TurnEnd.NothingToDo,
                $"{Counted(annotation)} leave nothing to train or to compare on; the traffic is carried over."
            );
        }

        var trained = await new TrainingStages(context, _plan, log, _models).RunAsync(mix);
        _end = _end with { Trainings = trained };
        if (trained.LastOrDefault(stage => stage.Model is not null) is not { } last)
        {
            return Ended(TurnEnd.Kept, $"No stage of training made a model: {trained.Select(stage => stage.Note).LastOrDefault()}");
        }

        var evaluation = await CompareAsync(last.Model!, mix, set);
        await CallAsync<object?>(ActivityNames.RegisterChallenger, new RegisterChallengerInput(runId, last, mix, evaluation));
        return evaluation.Decision == GateOutcome.Promote
            ? await RollOutAsync(last.Model!, evaluation)
            : new TurnOutcome(
                evaluation.Decision == GateOutcome.Keep ? TurnEnd.Kept : TurnEnd.NeedMoreData,
                evaluation.Summary,
                last.Model
            );
    }

    private async Task<AnnotationRoundOutcome> AnnotateAsync(DatasetReference low)
    {
        await log.BeginAsync(RunStages.Annotate, Round);
        var input = new AnnotationRoundInput
        {
            RoundId = $"{runId}-round",
            RunId = runId,
            Project = _plan.Project,
            Dataset = low.DatasetId,
            Teacher = Spec.Teacher.Model,
            Judge = Spec.Judge.Model,
            Drafts = Spec.Annotate.Drafts,
            Temperature = Spec.Annotate.Temperature,
            MaxOutputTokens = Spec.Annotate.MaxOutputTokens,
            Deadline = new DeadlineRule(Now(context) + Spec.Annotate.Deadline, Spec.Annotate.Policy, Spec.Annotate.Threshold),
            PollSeconds = Spec.Annotate.PollSeconds,
            InFlight = Spec.Shards.InFlight,
            Budget = _models.MoneyLeft,
            Guards = Spec.Annotate.Guards with { OnlineVersion = _plan.Online.Version },
        };
        var options = new SubOrchestrationOptions(instanceId: RunParts.Id(runId, "annotation"));
        var outcome = await context.CallSubOrchestratorAsync<AnnotationRoundOutcome>(nameof(AnnotationRound), input, options);
        AddUsage(outcome.Usage);
        if (outcome.Failure is { } failure)
        {
            throw new RunFailedException(failure);
        }

        _end = _end with { Annotation = outcome };
        await log.EndAsync(low.Records, outcome.Tasks.ToDictionary(pair => $"annotation.{pair.Key}", pair => pair.Value));
        return outcome;
    }

    private async Task<MixOutcome> MixAsync(AnnotationRoundOutcome annotation)
    {
        await log.BeginAsync(RunStages.Mix, Round);
        var step = new TurnStep(runId, Supervised: annotation.Supervised?.DatasetId, Pairs: annotation.Pairs?.DatasetId);
        var mix = await CallAsync<MixOutcome>(ActivityNames.MixTraining, step);
        _end = _end with { Mix = mix };
        foreach (
            var (role, set) in new[]
            {
                ("train", mix.Training),
                ("pairs", mix.Pairs),
                ("validation", mix.Validation),
                ("evaluation-set", mix.Evaluation),
            }
        )
        {
            if (set is not null)
            {
                log.Add(role, set.DatasetId);
            }
        }

        await log.EndAsync(
            mix.Training?.Records ?? 0,
            new()
            {
                ["fresh"] = mix.Fresh,
                ["replayed"] = mix.Replayed,
                ["leaks"] = mix.Leaks,
            }
        );
        return mix;
    }

    private async Task<EvaluationOutcome> CompareAsync(string challenger, MixOutcome mix, DatasetReference set)
    {
        var input = new EvaluationInput
        {
            RunId = runId,
            Part = "challenger",
            Spec = TurnEvaluation.SpecOf(_plan, challenger, mix, set, _models.MoneyLeft),
        };
        var options = new SubOrchestrationOptions(instanceId: RunParts.Id(runId, "evaluation"));
        var outcome = await context.CallSubOrchestratorAsync<EvaluationOutcome>(nameof(CandidateEvaluation), input, options);
        AddUsage(outcome.Usage);
        _end = _end with { Evaluation = outcome };
        return outcome;
    }

    private async Task<TurnOutcome> RollOutAsync(string challenger, EvaluationOutcome evaluation)
    {
        await log.BeginAsync(RunStages.Rollout, Round);
        var input = new RolloutInput
        {
            RolloutId = RunParts.Rollout(runId),
            RunId = runId,
            Alias = Spec.Alias,
            Challenger = _plan.Online with { Version = challenger, Weight = 1 },
            Plan = Spec.Rollout,
            DecisionPath = evaluation.Reports.GetValueOrDefault("decision"),
            DecisionSha256 = evaluation.DecisionSha256,
        };
        var options = new SubOrchestrationOptions(instanceId: input.RolloutId);
        var rollout = await context.CallSubOrchestratorAsync<RolloutOutcome>(nameof(Rollout), input, options);
        _end = _end with { Rollout = rollout };
        await log.EndAsync(0, []);
        return rollout.State == RolloutState.Promoted
            ? new TurnOutcome(TurnEnd.Promoted, $"It answers for '{Spec.Alias}' now. {evaluation.Summary}", challenger)
            : new TurnOutcome(
                TurnEnd.NotRolledOut,
                $"{challenger} has passed the gate, but its rollout ended as {rollout.State}: {rollout.Summary}",
                challenger
            );
    }

    private async Task<TurnOutcome> EndAsync(TurnOutcome outcome)
    {
        await log.BeginAsync(RunStages.Report, Round);
        var input = _end with
        {
            Outcome = outcome,
            Usage = new Dictionary<string, Core.Inference.InferenceUsage>(log.Usage),
            Stages = [.. log.Stages],
            EndedAt = Now(context),
        };
        var reports = await CallAsync<ReportPaths>(ActivityNames.EndTurn, input);
        var paths = reports.ByFormat();
        if (_end.Evaluation is { } evaluation)
        {
            foreach (var (format, path) in evaluation.Reports)
            {
                paths[format == "decision" ? format : $"evaluation.{format}"] = path;
            }
        }

        await log.CompleteAsync(paths);
        return outcome;
    }

    private void AddUsage(IReadOnlyDictionary<string, Core.Inference.InferenceUsage> usage)
    {
        foreach (var (key, used) in usage)
        {
            var slash = key.LastIndexOf('/');
            log.Add(key[..slash], key[(slash + 1)..], used);
        }
    }

    private static TurnOutcome Ended(TurnEnd end, string summary) => new(end, summary, null);

    private static string Counted(AnnotationRoundOutcome annotation) =>
        annotation.Tasks.Count == 0
            ? "No annotated replies"
            : string.Join(", ", annotation.Tasks.Select(pair => $"{pair.Value} {pair.Key}"));

    private static DateTimeOffset Now(TaskOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);

    private Task<T> CallAsync<T>(string activity, object input) => context.CallActivityAsync<T>(activity, input, Retries.Transient);
}
