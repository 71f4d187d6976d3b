using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>Runs jobs in the background, so many at once. Jobs that a stop or a crash interrupted start again from their files.</summary>
internal sealed partial class JobRunner(
    JobStore jobs,
    JobTrainer trainer,
    JobLog log,
    IOptions<EmulatorOptions> options,
    ILogger<JobRunner> logger
) : BackgroundService
{
    private readonly Channel<string> queue = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new(StringComparer.Ordinal);

    /// <summary>Has a job run when there is a place.</summary>
    public void Enqueue(string jobId) => queue.Writer.TryWrite(jobId);

    /// <summary>Cancels a job; one that has ended stays as it is.</summary>
    public async Task CancelAsync(string jobId)
    {
        await jobs.UpdateAsync(
            jobId,
            stored =>
                stored with
                {
                    Job = stored.Job with { Status = JobStatus.Cancelled, FinishedAt = log.Now },
                    Events = [.. stored.Events, log.Message("The job was cancelled.")],
                }
        );
        if (running.TryGetValue(jobId, out var source))
        {
            await source.CancelAsync();
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var stored in jobs.All.Where(stored => !JobStatus.IsFinal(stored.Job.Status)).Reverse())
        {
            Enqueue(stored.Job.Id);
        }

        return Task.WhenAll(
            Enumerable.Range(0, options.Value.MaxRunningJobs).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken))
        );
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var jobId in queue.Reader.ReadAllAsync(stoppingToken))
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            running[jobId] = source;
            try
            {
                await RunAsync(jobId, source.Token);
            }
            catch (OperationCanceledException) when (source.IsCancellationRequested)
            {
                LogStopped(jobId);
            }
            catch (Exception exception)
            {
                LogFailed(exception, jobId);
                await trainer.FailAsync(jobId, new JobError("internal_error", exception.Message, null), []);
            }
            finally
            {
                running.TryRemove(jobId, out _);
            }
        }
    }

    private async Task RunAsync(string jobId, CancellationToken cancellationToken)
    {
        var started = await jobs.UpdateAsync(
            jobId,
            stored =>
                stored with
                {
                    Job = stored.Job with { Status = JobStatus.ValidatingFiles },
                    Events = [.. stored.Events.Take(1), log.Message($"Validating training file: {stored.Job.TrainingFile}")],
                    Checkpoints = [],
                }
        );
        var job = jobs.Get(jobId).Job;
        if (!started || await trainer.ValidateAsync(job, cancellationToken) is not { } set)
        {
            return;
        }

        await jobs.UpdateAsync(
            jobId,
            stored =>
                stored with
                {
                    Job = stored.Job with { Status = JobStatus.Queued },
                    Events = [.. stored.Events, log.Message("Files validated, moving job to queued state.")],
                }
        );
        await trainer.TrainAsync(job, set, cancellationToken);
    }

    [LoggerMessage(EventId = 7201, Level = LogLevel.Information, Message = "Fine-tuning job {Job} stopped before its end.")]
    private partial void LogStopped(string job);

    [LoggerMessage(EventId = 7202, Level = LogLevel.Error, Message = "Fine-tuning job {Job} failed.")]
    private partial void LogFailed(Exception exception, string job);
}
