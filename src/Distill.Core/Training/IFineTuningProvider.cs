using Distill.Core.Models;

namespace Distill.Core.Training;

/// <summary>Fine-tuning at a model platform: files, jobs, events, checkpoints, result file. Thread-safe.</summary>
/// <remarks>Each call throws <see cref="Inference.ModelAccessException"/> when the platform cannot be used at all.</remarks>
public interface IFineTuningProvider
{
    /// <summary>Uploads a training file (OpenAI chat or preference JSONL, as the method asks) and returns its id.</summary>
    Task<string> UploadAsync(ModelEntry model, string fileName, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Starts a job and returns its id. <paramref name="request"/>'s suffix finds it again: a job of the same suffix that is not failed or cancelled is returned instead of a second one.</summary>
    Task<string> StartAsync(ModelEntry model, FineTuningRequest request, CancellationToken cancellationToken = default);

    /// <summary>The state of a job.</summary>
    Task<FineTuningJob> GetAsync(ModelEntry model, string jobId, CancellationToken cancellationToken = default);

    /// <summary>Events of a job, oldest first.</summary>
    Task<IReadOnlyList<FineTuningEvent>> ListEventsAsync(ModelEntry model, string jobId, CancellationToken cancellationToken = default);

    /// <summary>Checkpoints of a job, by step.</summary>
    Task<IReadOnlyList<FineTuningCheckpoint>> ListCheckpointsAsync(
        ModelEntry model,
        string jobId,
        CancellationToken cancellationToken = default
    );

    /// <summary>The job's metrics (CSV: step, train_loss, train_accuracy, valid_loss, valid_mean_token_accuracy).</summary>
    Task<Stream> OpenResultAsync(ModelEntry model, string fileId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a job; one that has ended stays as it is.</summary>
    Task CancelAsync(ModelEntry model, string jobId, CancellationToken cancellationToken = default);
}
