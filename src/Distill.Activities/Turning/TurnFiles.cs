using Distill.Core.Datasets;
using Distill.Core.Runs;
using Distill.Core.Samples;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Turning;

namespace Distill.Activities.Turning;

/// <summary>What the steps of a turn read and write alike.</summary>
internal static class TurnFiles
{
    private const string PlanFile = "plan";

    /// <summary>The plan that was frozen when the turn began; null before.</summary>
    public static Task<TurnPlan?> FindPlanAsync(RunWorkspace workspace, string runId, CancellationToken cancellationToken) =>
        RunBlobs.ReadAsync<TurnPlan>(workspace.Blobs, RunPaths.Turn(runId, PlanFile), cancellationToken);

    /// <summary>The plan.</summary>
    /// <exception cref="RunFailedException">It is gone.</exception>
    public static async Task<TurnPlan> ReadPlanAsync(RunWorkspace workspace, string runId, CancellationToken cancellationToken) =>
        await FindPlanAsync(workspace, runId, cancellationToken)
        ?? throw new RunFailedException(
            $"The plan '{RunPaths.Turn(runId, PlanFile)}' of the turn is gone. Start the run again from its spec."
        );

    /// <summary>Freezes the plan.</summary>
    public static Task WritePlanAsync(RunWorkspace workspace, TurnPlan plan, CancellationToken cancellationToken) =>
        RunBlobs.WriteAsync(workspace.Blobs, RunPaths.Turn(plan.RunId, PlanFile), plan, cancellationToken);

    /// <summary>A dataset of a turn.</summary>
    /// <param name="workspace">Makes it.</param>
    /// <param name="plan">The turn.</param>
    /// <param name="id">Its id.</param>
    /// <param name="operation">What makes it.</param>
    /// <param name="parents">What it is made of.</param>
    /// <param name="schema"><c>sample</c> or <c>preference</c>.</param>
    public static DatasetWriter Begin(
        RunWorkspace workspace,
        TurnPlan plan,
        string id,
        string operation,
        IReadOnlyList<string> parents,
        string schema = "sample"
    ) =>
        workspace.Library.CreateWriter(
            new DatasetDraft
            {
                Id = id,
                Name = $"{plan.Spec.Wheel}/{id[(plan.RunId.Length + 1)..]}",
                Operation = operation,
                Parents = parents,
                Schema = schema,
            },
            new DatasetWriterOptions { MaxRecords = plan.Spec.Shards.Size }
        );

    /// <summary>A dataset of these rows; null, and no dataset, when there is none.</summary>
    public static async Task<DatasetReference?> WriteAsync(
        DatasetWriter writer,
        IEnumerable<Sample> rows,
        CancellationToken cancellationToken
    )
    {
        await using var _ = writer;
        foreach (var row in rows)
        {
            await writer.WriteAsync(row, cancellationToken);
        }

        return writer.Records == 0 ? null : await CommitAsync(writer, cancellationToken);
    }

    /// <summary>Commits a dataset.</summary>
    public static async Task<DatasetReference> CommitAsync(DatasetWriter writer, CancellationToken cancellationToken)
    {
        var manifest = await writer.CommitAsync(cancellationToken);
        return new DatasetReference(manifest.Id, manifest.Records, manifest.Shards.Count, manifest.RejectCount);
    }
}
