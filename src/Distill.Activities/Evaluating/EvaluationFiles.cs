using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Orchestrations.Evaluating;

namespace Distill.Activities.Evaluating;

/// <summary>The files of an evaluation.</summary>
internal static class EvaluationFiles
{
    public const string Plan = "plan.json";
    public const string Verdicts = "verdicts.jsonl";
    public const string Decision = "decision.json";
    public const string Samples = "samples.jsonl";
    public const string People = "people.json";
    public const string Calibration = "calibration.jsonl";

    /// <summary>The spec that the evaluation was begun with.</summary>
    /// <exception cref="RunFailedException">It is gone.</exception>
    public static async Task<EvaluationSpec> ReadSpecAsync(
        RunWorkspace workspace,
        EvaluationInput input,
        CancellationToken cancellationToken
    ) => await ReadSpecAsync(workspace, RunPaths.Evaluation(input.RunId, input.Part, Plan), cancellationToken);

    /// <summary>The spec of a plan.</summary>
    /// <exception cref="RunFailedException">It is gone.</exception>
    public static async Task<EvaluationSpec> ReadSpecAsync(RunWorkspace workspace, string path, CancellationToken cancellationToken) =>
        await RunBlobs.ReadAsync<EvaluationSpec>(workspace.Blobs, path, cancellationToken)
        ?? throw new RunFailedException($"The evaluation's plan '{path}' is gone. Start the run again from its spec.");
}
