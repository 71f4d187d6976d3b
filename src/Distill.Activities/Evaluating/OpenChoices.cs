using Distill.Core.Datasets;
using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Evaluating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Evaluating;

/// <summary>Makes people's decisions of annotation a dataset of choices between two answers, which the judges are asked about as well.</summary>
public sealed class OpenChoices(RunWorkspace workspace, IAnnotationStore annotations)
{
    /// <summary>The activity. Repeating it gives the same dataset: decisions that came in between are not in it.</summary>
    /// <exception cref="RunFailedException">There is no such annotation project.</exception>
    [Function(ActivityNames.OpenChoices)]
    public Task<DatasetReference> RunAsync([ActivityTrigger] EvaluationInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.OpenChoices, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Round);

    private async Task<DatasetReference> ExecuteAsync(EvaluationInput input, CancellationToken cancellationToken)
    {
        var id = RunDatasets.Choices(input.RunId, input.Part);
        if (await workspace.FindDatasetAsync(id, cancellationToken) is { } made)
        {
            return Reference(made);
        }

        var spec = await EvaluationFiles.ReadSpecAsync(workspace, input, cancellationToken);
        var source = spec.Calibration!.ToAnnotations()!;
        var people =
            await new ChoiceReader(annotations).ReadAsync(source, cancellationToken)
            ?? throw new RunFailedException(
                $"There is no annotation project '{source.Project}' on this host, which 'calibration' names. 'distill annotate {source.Project} --new' makes one."
            );
        // Before the dataset, so that it is there whenever the dataset is.
        var path = RunPaths.Evaluation(input.RunId, input.Part, EvaluationFiles.People);
        await RunBlobs.WriteAsync(workspace.Blobs, path, people.Summary, cancellationToken);
        var draft = new DatasetDraft
        {
            Id = id,
            Name = $"{spec.Name}/choices",
            Operation = "calibrate",
            Parents = [],
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        foreach (var choice in people.Choices)
        {
            await writer.WriteAsync(ChoiceSample.Of(choice), cancellationToken);
        }

        return Reference(await writer.CommitAsync(cancellationToken));
    }

    private static DatasetReference Reference(DatasetManifest manifest) => new(manifest.Id, manifest.Records, manifest.Shards.Count, 0);
}
