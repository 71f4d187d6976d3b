using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Annotating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Annotating;

/// <summary>Makes tasks of a shard of drafted samples.</summary>
public sealed class CreateAnnotationTasks(RunWorkspace workspace, IAnnotationStore store)
{
    private const int Batch = 100;

    /// <summary>The activity. A task's id follows from round and sample, so repeating it makes nothing twice.</summary>
    /// <returns>How many tasks were made now.</returns>
    [Function(ActivityNames.CreateAnnotationTasks)]
    public Task<int> RunAsync([ActivityTrigger] AnnotationShard shard, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.CreateAnnotationTasks,
            shard.Round.RunId,
            () => ExecuteAsync(shard, cancellationToken),
            shard: shard.Index
        );

    private async Task<int> ExecuteAsync(AnnotationShard shard, CancellationToken cancellationToken)
    {
        var round = shard.Round;
        var project = await AnnotationProjects.GetAsync(store, round.Project, cancellationToken);
        var manifest = await workspace.GetDatasetAsync(shard.Dataset, cancellationToken);
        var made = 0;
        if (shard.Index >= manifest.Shards.Count)
        {
            return made;
        }

        var now = workspace.Time.GetUtcNow();
        var tasks = ShardReader
            .ReadAsync(workspace.Blobs, manifest.Shards[shard.Index].Path, cancellationToken)
            .Select(sample =>
                AnnotationTasks.Of(
                    project,
                    SampleDrafts.Without(sample),
                    now,
                    SampleDrafts.Of(sample),
                    round.RoundId,
                    round.Dataset,
                    round.Deadline
                )
            );
        await foreach (var batch in tasks.Chunk(Batch).WithCancellation(cancellationToken))
        {
            made += await store.AddTasksAsync(batch, cancellationToken);
        }

        return made;
    }
}
