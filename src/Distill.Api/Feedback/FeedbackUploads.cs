using System.Text.Json;
using Distill.Api.Gateway;
using Distill.Core.Feedback;
using Distill.Core.Storage;
using Distill.Orchestrations.Uploads;

namespace Distill.Api.Feedback;

/// <summary>Takes files of events that are put under <c>uploads/feedback/</c>. Thread-safe; repeating it is harmless, since rows have ids.</summary>
public sealed class FeedbackUploads
{
    /// <summary>The folder below <c>uploads/</c>.</summary>
    public const string Pipeline = "feedback";

    // Each batch waits once until it is durable, up to the interval of the log: small ones would make a long file slow.
    private const int Batch = 5_000;
    private const int MaxBatchCharacters = 4 << 20;
    private const int MaxRejectsShown = 1000;

    private readonly IBlobStore _blobs;
    private readonly FeedbackLog _log;
    private readonly UserKeySecret _secret;
    private readonly TimeProvider _time;

    internal FeedbackUploads(IBlobStore blobs, FeedbackLog log, UserKeySecret secret, TimeProvider time) =>
        (_blobs, _log, _secret, _time) = (blobs, log, secret, time);

    /// <summary>Reads a file. What is wrong goes to <c>{name}.error.json</c> beside it, with line, field and remedy; the rest is kept.</summary>
    /// <param name="name">Name of the file in the folder.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What became of it; null when there is no such file, or it is one of those errors.</returns>
    public async Task<FeedbackImport?> ImportAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var path = $"uploads/{Pipeline}/{name}";
        if (UploadNames.KindOf(name) != UploadKind.Data || await _blobs.FindAsync(path, cancellationToken) is not { } blob)
        {
            return null;
        }

        var import = new FeedbackImport();
        await using (var content = await _blobs.OpenReadAsync(path, 0, cancellationToken))
        {
            await ReadAsync(content, name, UploadImports.IdOf(new UploadReference(path, Pipeline, blob.ETag)), import, cancellationToken);
        }

        await WriteRejectsAsync(UploadNames.ErrorOf(path), import, cancellationToken);
        return import;
    }

    private async Task ReadAsync(Stream content, string name, string upload, FeedbackImport import, CancellationToken cancellationToken)
    {
        var users = await _secret.OpenAsync(cancellationToken);
        var batch = new List<FeedbackEvent>();
        var characters = 0;
        await foreach (var row in FeedbackFile.ReadAsync(content, name, cancellationToken))
        {
            // A row without an id gets one of its place in this version of the file, so that reading the file again gives the same.
            var (item, faults) = row.Fields is null
                ? (null, [row.Fault!])
                : FeedbackRules.Check(row.Fields, _time.GetUtcNow(), $"{upload}:{row.Line}", users.Hash);
            if (item is null)
            {
                import.Reject(row.Line, faults, MaxRejectsShown);
                continue;
            }

            batch.Add(item);
            characters += item.Text?.Length ?? 0;
            if (batch.Count == Batch || characters > MaxBatchCharacters)
            {
                await FlushAsync(batch, import, cancellationToken);
                characters = 0;
            }
        }

        await FlushAsync(batch, import, cancellationToken);
    }

    private async Task FlushAsync(List<FeedbackEvent> batch, FeedbackImport import, CancellationToken cancellationToken)
    {
        foreach (var isNew in await _log.RecordAsync(batch, cancellationToken))
        {
            import.Count(isNew);
        }

        batch.Clear();
    }

    private async Task WriteRejectsAsync(string path, FeedbackImport import, CancellationToken cancellationToken)
    {
        if (import.Rejected == 0)
        {
            await _blobs.DeleteAsync(path, cancellationToken: cancellationToken);
            return;
        }

        await using var write = await _blobs.CreateAsync(path, default, cancellationToken);
        await JsonSerializer.SerializeAsync(write.Content, import, ApiJson.Options, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
