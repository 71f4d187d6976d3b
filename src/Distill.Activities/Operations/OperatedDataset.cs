using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Operations;
using Distill.Core.Runs;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Operations;

namespace Distill.Activities.Operations;

/// <summary>The dataset that an operation works on, its plan, and the datasets it makes.</summary>
/// <param name="Workspace">Where datasets are.</param>
/// <param name="Input">The operation.</param>
/// <param name="Source">The dataset.</param>
internal sealed record OperatedDataset(RunWorkspace Workspace, DatasetOperationInput Input, DatasetManifest Source)
{
    /// <summary>Opens it.</summary>
    /// <exception cref="RunFailedException">The dataset is gone.</exception>
    public static async Task<OperatedDataset> OpenAsync(
        RunWorkspace workspace,
        DatasetOperationInput input,
        CancellationToken cancellationToken
    ) => new(workspace, input, await workspace.GetDatasetAsync(input.DatasetId, cancellationToken));

    /// <summary>The plan.</summary>
    /// <exception cref="RunFailedException">This version of Distill refuses what an earlier one accepted.</exception>
    public T Plan<T>()
        where T : DatasetOperationPlan
    {
        var problems = new List<string>();
        var plan = DatasetOperationPlan.Parse(
            Input.Kind,
            JsonNode.Parse(Input.Parameters)!.AsObject(),
            (field, message, _) => problems.Add($"{field}: {message}")
        );
        return (T?)plan ?? throw new RunFailedException(string.Join(' ', problems));
    }

    /// <summary>A writer of a dataset that the operation makes.</summary>
    /// <param name="id">Its id.</param>
    public DatasetWriter CreateWriter(string id) =>
        Workspace.Library.CreateWriter(
            new DatasetDraft
            {
                Id = id,
                Name = $"{Source.Name}/{Input.Kind}",
                Operation = Input.Kind,
                Parents = [Source.Id],
                Parameters = JsonNode.Parse(Input.Parameters)!.AsObject(),
            }
        );

    /// <summary>Commits what was written.</summary>
    /// <exception cref="RunFailedException">Nothing was.</exception>
    public async Task<DatasetReference> CommitAsync(DatasetWriter writer, CancellationToken cancellationToken)
    {
        if (writer.Records > 0)
        {
            return Reference(await writer.CommitAsync(cancellationToken));
        }

        var rejects = await writer.CommitRejectsAsync(cancellationToken);
        throw new RunFailedException(
            $"Of the {Source.Records} records of '{Source.Id}' nothing is left ({rejects.Summary.Total} rejected). Rejects: {rejects.Path ?? "none"}."
        );
    }

    /// <summary>Names a dataset with its counts.</summary>
    public static DatasetReference Reference(DatasetManifest manifest) =>
        new(manifest.Id, manifest.Records, manifest.Shards.Count, manifest.RejectCount);

    /// <summary>The outcome when one dataset was made.</summary>
    public static DatasetOperationOutcome Outcome(DatasetReference result) =>
        new(new Dictionary<string, DatasetReference> { ["result"] = result }, null, result.Records);
}
