using Distill.Core.Telemetry;
using Distill.Core.Training;
using Distill.Orchestrations;
using Distill.Orchestrations.Training;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Training;

/// <summary>Looks at a job.</summary>
public sealed class PollTraining(RunWorkspace workspace, IFineTuningProvider training)
{
    /// <summary>The activity. It only reads.</summary>
    [Function(ActivityNames.PollTraining)]
    public Task<TrainingState> RunAsync([ActivityTrigger] TrainingJob job, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.PollTraining, job.Input.RunId, () => ExecuteAsync(job, cancellationToken), job.Input.Round);

    private async Task<TrainingState> ExecuteAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var model = workspace.GetModel(job.Input.Student.Model);
        var state = await training.GetAsync(model, job.JobId, cancellationToken);
        var events = state.Ended ? [] : await training.ListEventsAsync(model, job.JobId, cancellationToken);
        return new TrainingState(state.Status, state.Ended, events is [.., var newest] ? newest.Message : null);
    }
}
