using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Progress;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Evaluating;

/// <summary>The steps of an evaluation: the set, the answers that are missing, both side by side, the judges, the verdict.</summary>
internal sealed class EvaluationFlow(TaskOrchestrationContext context, EvaluationInput evaluation, RunLog log)
{
    private const string CandidateSide = "candidate";
    private const string BaselineSide = "baseline";
    private EvaluationPlan _plan = null!;
    private ModelStage _models = null!;

    private EvaluationSpec Spec => _plan.Spec;

    public async Task<EvaluationOutcome> RunAsync()
    {
        await log.BeginAsync(RunStages.Prepare, evaluation.Round);
        _plan = await context.CallActivityAsync<EvaluationPlan>(ActivityNames.PrepareEvaluation, evaluation, Retries.Transient);
        _models = new ModelStage(context, _plan.Stages(), log);
        var set = await SetAsync();
        var (candidate, baseline) = await AnswersAsync(set);
        var match = await MatchAsync(new MatchInput(evaluation, set.DatasetId, candidate, baseline));
        var choices = await JudgeAsync(match.Matched);
        return await MeasureAsync(set, match, choices);
    }

    private async Task<DatasetReference> SetAsync()
    {
        await log.BeginAsync(RunStages.Import, evaluation.Round);
        var set = await context.CallActivityAsync<DatasetReference>(ActivityNames.OpenEvaluationSet, evaluation, Retries.Transient);
        log.Add("evaluation-set", set.DatasetId);
        await log.EndAsync(set.Records, new() { ["imported"] = set.Records, ["rejected"] = set.Rejected });
        return set;
    }

    // One model after the other: asked at the same time they would slow each other down, and latency is part of what is compared.
    private async Task<(string Candidate, string? Baseline)> AnswersAsync(DatasetReference set)
    {
        await log.BeginAsync(RunStages.Evaluate, evaluation.Round);
        var candidate = await AnswersAsync(set, Spec.Candidate, CandidateSide);
        var baseline = Spec.Baseline is { } other ? await AnswersAsync(set, other, BaselineSide) : null;
        await log.EndAsync(set.Records, []);
        return (candidate, baseline);
    }

    private async Task<string> AnswersAsync(DatasetReference set, EvaluatedSpec evaluated, string side)
    {
        if (evaluated.Dataset is { } given)
        {
            return given;
        }

        var target = RunDatasets.Answers(evaluation.RunId, evaluation.Part, side);
        var use = new ModelUse(evaluated.Model!, evaluated.Parameters, evaluated.Cache, evaluated.FineTunedModel);
        await _models.AnswerAsync(RunStages.Evaluate, evaluation.Round, new ShardSet(set.DatasetId, target, set.Shards), use);
        log.Add($"{evaluation.Part}.{side}", target);
        return target;
    }

    private async Task<MatchOutcome> MatchAsync(MatchInput input)
    {
        await log.BeginAsync(RunStages.Match, evaluation.Round);
        var match = await context.CallActivityAsync<MatchOutcome>(ActivityNames.MatchAnswers, input, Retries.Transient);
        log.Add($"{evaluation.Part}.matched", match.Matched.DatasetId);
        await log.EndAsync(match.Matched.Records, new() { ["matched"] = match.Matched.Records, ["unmatched"] = match.Matched.Rejected });
        return match;
    }

    private async Task<string?> JudgeAsync(DatasetReference matched)
    {
        if (!EvaluationPlans.IsJudged(Spec.Mode))
        {
            return null;
        }

        await log.BeginAsync(RunStages.Judge, evaluation.Round);
        foreach (var judge in Spec.Judges)
        {
            await JudgeAsync(matched, judge, RunDatasets.Verdicts(evaluation.RunId, evaluation.Part, judge.Model), "judged");
        }

        var choices = Spec.Calibration?.ToAnnotations() is null ? null : await CalibrateAsync();
        await log.EndAsync(matched.Records, []);
        return choices;
    }

    // The judges are asked about what people chose between as they were about the answers: what holds for the one holds for the other.
    private async Task<string> CalibrateAsync()
    {
        var choices = await context.CallActivityAsync<DatasetReference>(ActivityNames.OpenChoices, evaluation, Retries.Transient);
        log.Add($"{evaluation.Part}.choices", choices.DatasetId);
        foreach (var judge in choices.Shards == 0 ? [] : Spec.Judges)
        {
            await JudgeAsync(choices, judge, RunDatasets.ChoiceVerdicts(evaluation.RunId, evaluation.Part, judge.Model), "choices.judged");
        }

        return choices.DatasetId;
    }

    private async Task JudgeAsync(DatasetReference pairs, JudgeSpec judge, string target, string role)
    {
        var plan = RunPaths.Evaluation(evaluation.RunId, evaluation.Part, "plan.json");
        await _models.JudgeAnswersAsync(evaluation.Round, new ShardSet(pairs.DatasetId, target, pairs.Shards), ModelUse.Of(judge), plan);
        log.Add($"{evaluation.Part}.{role}.{judge.Model}", target);
    }

    private async Task<EvaluationOutcome> MeasureAsync(DatasetReference set, MatchOutcome match, string? choices)
    {
        await log.BeginAsync(RunStages.Report, evaluation.Round);
        var input = new MeasureEvaluationInput
        {
            Evaluation = evaluation,
            Set = set.DatasetId,
            Match = match,
            Choices = choices,
            Usage = log.Usage,
            Emulated = _plan.Emulated,
            DecidedAt = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero),
        };
        var outcome = await context.CallActivityAsync<EvaluationOutcome>(ActivityNames.MeasureEvaluation, input, Retries.Transient);
        await log.EndAsync(outcome.Samples, new() { ["measured"] = outcome.Samples }, outcome.Summary);
        return outcome with { Usage = new Dictionary<string, Core.Inference.InferenceUsage>(log.Usage) };
    }
}
