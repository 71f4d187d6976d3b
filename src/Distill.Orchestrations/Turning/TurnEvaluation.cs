using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Turning;

/// <summary>The comparison of a turn in the terms of an evaluation.</summary>
internal static class TurnEvaluation
{
    /// <summary>The label whose values are the slices: <c>liked</c>, <c>disliked</c> and <c>base</c>.</summary>
    private const string Slice = "labels.slice";

    /// <summary>The online model against the challenger on the turn's evaluation set, which must not overlap with anything that the challenger was trained on.</summary>
    public static EvaluationSpec SpecOf(TurnPlan plan, string challenger, MixOutcome mix, DatasetReference set, decimal? money)
    {
        var online = plan.Online;
        return new EvaluationSpec
        {
            Name = $"{plan.Spec.Name}: challenger against online",
            Source = new SourceSpec { Dataset = set.DatasetId },
            Mode = plan.Spec.Evaluation.Mode,
            Candidate = new EvaluatedSpec
            {
                Name = challenger,
                Model = online.Model,
                FineTunedModel = challenger,
                Parameters = plan.Spec.Evaluation.Parameters,
            },
            Baseline = new EvaluatedSpec
            {
                Name = online.Version ?? online.Model,
                Model = online.Model,
                FineTunedModel = online.Version,
                Parameters = plan.Spec.Evaluation.Parameters,
            },
            Judges = [plan.Spec.Judge],
            Slices = [Slice],
            Training = [.. new[] { mix.Training, mix.Pairs }.OfType<DatasetReference>().Select(trained => trained.DatasetId)],
            LeakThreshold = plan.Spec.Evaluation.LeakThreshold,
            Calibration = plan.Spec.Evaluation.Calibration is { } calibration
                ? calibration with
                {
                    Annotations = calibration.Annotations ?? plan.Project,
                }
                : null,
            Gate = plan.Spec.Gate,
            Alias = plan.Spec.Alias,
            Budget = money,
            Shards = plan.Spec.Shards,
        };
    }
}
