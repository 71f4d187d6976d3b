using Distill.Core.Models;
using Distill.Core.Reporting;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Telemetry;
using Distill.Core.Training;
using Distill.Core.Training.Curves;
using Distill.Orchestrations;
using Distill.Orchestrations.Training;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Training;

/// <summary>Reads an ended job: its metrics, their diagnosis, and the model to use, which is the result or a better checkpoint.</summary>
public sealed class ReadTraining(RunWorkspace workspace, IFineTuningProvider training)
{
    /// <summary>The activity. Repeating it gives the same outcome.</summary>
    [Function(ActivityNames.ReadTraining)]
    public Task<TrainingOutcome> RunAsync([ActivityTrigger] TrainingJob job, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.ReadTraining, job.Input.RunId, () => ExecuteAsync(job, cancellationToken), job.Input.Round);

    private async Task<TrainingOutcome> ExecuteAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var input = job.Input;
        var model = workspace.GetModel(input.Student.Model);
        var state = await training.GetAsync(model, job.JobId, cancellationToken);
        var report = state.Status == "succeeded" ? await DiagnoseAsync(model, job, state, cancellationToken) : Report(job, state);
        var path = RunPaths.Training(input.RunId, input.Round, input.Student.Name);
        await RunBlobs.WriteAsync(workspace.Blobs, path, report, cancellationToken);
        var cost = model.TrainingCostOf(state.TrainedTokens ?? 0);
        DistillMetrics.CountTraining(model.Name, cost);
        return new TrainingOutcome
        {
            Student = input.Student.Name,
            Model = input.Student.Model,
            Round = input.Round,
            JobId = job.JobId,
            FineTunedModel =
                report.Error is not null ? null
                : input.TakesResult ? state.FineTunedModel
                : report.Diagnosis?.BestCheckpoint ?? state.FineTunedModel,
            Next = report.Diagnosis?.Next,
            TrainedTokens = state.TrainedTokens ?? 0,
            Cost = cost,
            DetailsPath = path,
            Error = report.Error,
        };
    }

    /// <summary>The parameters of a candidate; what it leaves to the platform is taken at the platform's usual values.</summary>
    internal static TrainingParameters Parameters(StudentSpec student) => new(student.Epochs ?? 3, student.LearningRateMultiplier ?? 1);

    private async Task<TrainingReport> DiagnoseAsync(
        ModelEntry model,
        TrainingJob job,
        FineTuningJob state,
        CancellationToken cancellationToken
    )
    {
        var curve = await ReadCurveAsync(model, state, cancellationToken);
        var checkpoints = await training.ListCheckpointsAsync(model, job.JobId, cancellationToken);
        return Report(job, state) with
        {
            Curve = curve,
            Diagnosis = curve.Points.Count == 0 ? null : CurveDiagnoser.Diagnose(curve, Parameters(job.Input.Student), checkpoints),
        };
    }

    private async Task<LossCurve> ReadCurveAsync(ModelEntry model, FineTuningJob state, CancellationToken cancellationToken)
    {
        // A platform may give no metrics; the comparison then stands without a curve.
        if (state.ResultFiles.Count == 0)
        {
            return LossCurve.Empty;
        }

        await using var content = await training.OpenResultAsync(model, state.ResultFiles[0], cancellationToken);
        using var reader = new StreamReader(content);
        return CurveFile.Read(await reader.ReadToEndAsync(cancellationToken)).Curve;
    }

    private static TrainingReport Report(TrainingJob job, FineTuningJob state) =>
        new()
        {
            Candidate = job.Input.Student.Name,
            Round = job.Input.Round,
            BaseModel = job.Input.Student.Model,
            FineTunedModel = state.FineTunedModel,
            JobId = job.JobId,
            Parameters = Parameters(job.Input.Student),
            TrainedTokens = state.TrainedTokens,
            Error = ErrorOf(state),
        };

    private static string? ErrorOf(FineTuningJob state) =>
        state.Status switch
        {
            "succeeded" when state.FineTunedModel is not null => null,
            "succeeded" => "The platform says the job succeeded, but names no model.",
            _ => $"The job {state.Status}: {state.Error ?? "the platform gives no reason"}",
        };
}
