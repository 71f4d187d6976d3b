using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Distill.Core.Models;
using Distill.Core.Training;
using Distill.Providers.OpenAICompatible;

namespace Distill.Providers.FineTuning;

/// <summary>Fine-tuning at OpenAI-compatible platforms (<c>/files</c>, <c>/fine_tuning/jobs</c>).</summary>
/// <remarks>Plain HTTP with source-generated JSON: the SDK's fine-tuning client is experimental and speaks in untyped bodies.</remarks>
internal sealed class FineTuningProvider(PlatformClient platform) : IFineTuningProvider
{
    private const string Jobs = "fine_tuning/jobs";
    private const int PageSize = 100;

    /// <inheritdoc />
    public async Task<string> UploadAsync(ModelEntry model, string fileName, Stream content, CancellationToken cancellationToken = default)
    {
        using var form = new MultipartFormDataContent { { new StringContent("fine-tune"), "purpose" } };
        using var file = new StreamContent(content);
        file.Headers.ContentType = new("application/jsonl");
        form.Add(file, "file", fileName);
        return (await platform.SendAsync(model, HttpMethod.Post, "files", FineTuningJson.Default.UploadedFile, form, cancellationToken)).Id;
    }

    /// <inheritdoc />
    public async Task<string> StartAsync(ModelEntry model, FineTuningRequest request, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(model, request.Suffix, cancellationToken) is { } running)
        {
            return running;
        }

        var job = new JobCreation(
            request.BaseModel ?? model.Model,
            request.TrainingFile,
            request.ValidationFile,
            request.Suffix,
            request.Seed,
            Method(request)
        );
        using var body = JsonContent.Create(job, FineTuningJson.Default.JobCreation);
        return (await platform.SendAsync(model, HttpMethod.Post, Jobs, FineTuningJson.Default.JobState, body, cancellationToken)).Id;
    }

    /// <inheritdoc />
    public async Task<FineTuningJob> GetAsync(ModelEntry model, string jobId, CancellationToken cancellationToken = default)
    {
        var path = $"{Jobs}/{Uri.EscapeDataString(jobId)}";
        var job = await platform.SendAsync(
            model,
            HttpMethod.Get,
            path,
            FineTuningJson.Default.JobState,
            cancellationToken: cancellationToken
        );
        return new FineTuningJob(job.Id, job.Status, job.FineTunedModel, job.ResultFiles ?? [], job.TrainedTokens, job.Error?.Message);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<FineTuningEvent>> ListEventsAsync(
        ModelEntry model,
        string jobId,
        CancellationToken cancellationToken = default
    )
    {
        var path = $"{Jobs}/{Uri.EscapeDataString(jobId)}/events";
        var events = new List<FineTuningEvent>();
        await foreach (var item in ListAsync(model, path, FineTuningJson.Default.PageJobEvent, item => item.Id, cancellationToken))
        {
            events.Add(new FineTuningEvent(DateTimeOffset.FromUnixTimeSeconds(item.CreatedAt), item.Level ?? "info", item.Message ?? ""));
        }

        // Platforms list the newest first; within one second their order is the only one there is.
        events.Reverse();
        return events;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<FineTuningCheckpoint>> ListCheckpointsAsync(
        ModelEntry model,
        string jobId,
        CancellationToken cancellationToken = default
    )
    {
        var path = $"{Jobs}/{Uri.EscapeDataString(jobId)}/checkpoints";
        var checkpoints = new List<FineTuningCheckpoint>();
        await foreach (var item in ListAsync(model, path, FineTuningJson.Default.PageJobCheckpoint, item => item.Id, cancellationToken))
        {
            var loss = item.Metrics?.FullValidLoss ?? item.Metrics?.ValidLoss;
            checkpoints.Add(new FineTuningCheckpoint(item.FineTunedModelCheckpoint, item.StepNumber, loss));
        }

        return [.. checkpoints.OrderBy(checkpoint => checkpoint.Step)];
    }

    /// <inheritdoc />
    public async Task<Stream> OpenResultAsync(ModelEntry model, string fileId, CancellationToken cancellationToken = default)
    {
        var path = $"files/{Uri.EscapeDataString(fileId)}/content";
        using var response = await platform.SendAsync(model, HttpMethod.Get, path, cancellationToken: cancellationToken);
        return new MemoryStream(ResultContent.Decode(await response.Content.ReadAsByteArrayAsync(cancellationToken)), writable: false);
    }

    /// <inheritdoc />
    public async Task CancelAsync(ModelEntry model, string jobId, CancellationToken cancellationToken = default)
    {
        var path = $"{Jobs}/{Uri.EscapeDataString(jobId)}/cancel";
        try
        {
            using var response = await platform.SendAsync(model, HttpMethod.Post, path, cancellationToken: cancellationToken);
        }
        catch (ModelPlatformException exception) when (!exception.MayRetry)
        {
            // A job that has ended cannot be cancelled, and need not be.
            if (!(await GetAsync(model, jobId, cancellationToken)).Ended)
            {
                throw;
            }
        }
    }

    private static JobMethod Method(FineTuningRequest request)
    {
        var isDpo = request.Method == FineTuningMethod.Dpo;
        var settings = new MethodSettings(
            new MethodHyperparameters(request.Epochs, request.BatchSize, request.LearningRateMultiplier, isDpo ? request.Beta : null)
        );
        return isDpo ? new JobMethod("dpo", Dpo: settings) : new JobMethod("supervised", Supervised: settings);
    }

    private async Task<string?> FindAsync(ModelEntry model, string suffix, CancellationToken cancellationToken)
    {
        await foreach (var job in ListAsync(model, Jobs, FineTuningJson.Default.PageJobState, item => item.Id, cancellationToken))
        {
            if ((job.UserProvidedSuffix ?? job.Suffix) == suffix && job.Status is not ("failed" or "cancelled"))
            {
                return job.Id;
            }
        }

        return null;
    }

    private async IAsyncEnumerable<T> ListAsync<T>(
        ModelEntry model,
        string path,
        JsonTypeInfo<Page<T>> type,
        Func<T, string?> id,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? after = null;
        do
        {
            var query = $"{path}?limit={PageSize}" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");
            var page = await platform.SendAsync(model, HttpMethod.Get, query, type, cancellationToken: cancellationToken);
            foreach (var item in page.Data ?? [])
            {
                yield return item;
            }

            after = page is { HasMore: true, Data: [.., var last] } ? id(last) : null;
        } while (after is not null);
    }
}
