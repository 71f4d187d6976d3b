using Distill.Core.Models;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Evaluating;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Puts a challenger into the registry whatever was decided: which data a model has learned from must be known of every model.</summary>
public sealed class RegisterChallenger(RunWorkspace workspace, IModelRegistry registry)
{
    /// <summary>The activity. A version that is there already stays as it is.</summary>
    [Function(ActivityNames.RegisterChallenger)]
    public Task RunAsync([ActivityTrigger] RegisterChallengerInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.RegisterChallenger, input.RunId, () => ExecuteAsync(input, cancellationToken));

    private async Task ExecuteAsync(RegisterChallengerInput input, CancellationToken cancellationToken)
    {
        var id = input.Stage.Model!;
        if (await registry.FindAsync(id, cancellationToken) is not null)
        {
            return;
        }

        var plan = await TurnFiles.ReadPlanAsync(workspace, input.RunId, cancellationToken);
        var quality = new Dictionary<string, double>(StringComparer.Ordinal);
        if (input.Evaluation.Gsb?.WinRate is { } rate)
        {
            quality["win_rate"] = rate.Value;
        }

        await registry.AddAsync(
            new ModelVersion
            {
                Id = id,
                Name = plan.Spec.Wheel,
                BaseModel = plan.Online.Model,
                Parent = plan.Online.Version,
                RunId = input.RunId,
                Datasets = [Core.Runs.RunDatasets.Fresh(input.RunId), .. Sets(input.Mix)],
                JobId = input.Stage.JobId,
                Decision = DecisionOf(input.Evaluation),
                CreatedAt = workspace.Time.GetUtcNow(),
                Quality = quality,
            },
            cancellationToken
        );
    }

    private static DecisionReference? DecisionOf(EvaluationOutcome evaluation) =>
        evaluation is { DecisionSha256: { } sha256 } && evaluation.Reports.TryGetValue("decision", out var path)
            ? new DecisionReference(path, sha256)
            : null;

    private static IEnumerable<string> Sets(MixOutcome mix) =>
        new[] { mix.Training, mix.Pairs, mix.Validation }.OfType<DatasetReference>().Select(set => set.DatasetId);
}
