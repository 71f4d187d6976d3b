using Distill.Core.Storage;
using Distill.LocalHost.Triggers.Invocation;
using Distill.LocalHost.Triggers.State;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Triggers.Blobs;

/// <summary>
/// Runs one function for each version of each blob that fits its path: at least once, and once in the absence of a crash between the function's end and
/// the receipt. A failed version is tried <see cref="MaxAttempts"/> times, then left as poison. Not thread-safe.
/// </summary>
internal sealed partial class BlobTrigger
{
    /// <summary>Attempts a version gets, as on Azure.</summary>
    public const int MaxAttempts = 5;

    private readonly FunctionInvoker invoker;
    private readonly BlobPathPattern pattern;
    private readonly IBlobStore blobs;
    private readonly TriggerState state;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Dictionary<string, string> finished = new(StringComparer.Ordinal);

    public BlobTrigger(FunctionInvoker invoker, IBlobStore blobs, TriggerState state, TimeProvider time, ILogger logger)
    {
        this.invoker = invoker;
        this.blobs = blobs;
        this.state = state;
        this.time = time;
        this.logger = logger;
        pattern = BlobPathPattern.TryParse(((BlobTriggerAttribute)invoker.Function.Trigger).BlobPath, out var parsed, out var problem)
            ? parsed
            : throw new FormatException(problem);
    }

    /// <summary>The container it watches.</summary>
    public string Container => pattern.Container;

    private string Name => invoker.Function.Name;

    /// <summary>Looks at every blob once and runs the function for the versions that need it.</summary>
    /// <param name="stopping">No further blob is begun once it is cancelled.</param>
    /// <param name="abort">Handed to the function.</param>
    /// <returns>When the earliest failed version is due again; null when none is.</returns>
    public async Task<DateTimeOffset?> ScanAsync(CancellationToken stopping, CancellationToken abort)
    {
        DateTimeOffset? due = null;
        await foreach (var blob in blobs.ListAsync(Container + "/", stopping))
        {
            if (pattern.Match(blob.Path) is { } tokens && await ProcessAsync(blob, tokens, abort) is { } retryAt)
            {
                due = due < retryAt ? due : retryAt;
            }

            if (stopping.IsCancellationRequested)
            {
                break;
            }
        }

        return due;
    }

    private async Task<DateTimeOffset?> ProcessAsync(
        BlobProperties blob,
        IReadOnlyDictionary<string, string> tokens,
        CancellationToken abort
    )
    {
        if (finished.TryGetValue(blob.Path, out var etag) && etag == blob.ETag)
        {
            return null;
        }

        var receipt = state.FindReceipt(Name, blob.Path) is { } known && known.ETag == blob.ETag ? known : null;
        if (receipt is null or { State: BlobReceiptState.Retrying })
        {
            if (receipt?.RetryAt > time.GetUtcNow())
            {
                return receipt.RetryAt;
            }

            receipt = await TryAsync(blob, tokens, receipt?.Attempts ?? 0, abort);
            state.SaveReceipt(Name, blob.Path, receipt);
        }

        if (receipt.State == BlobReceiptState.Retrying)
        {
            return receipt.RetryAt;
        }

        finished[blob.Path] = blob.ETag;
        return null;
    }

    private async Task<BlobReceipt> TryAsync(
        BlobProperties blob,
        IReadOnlyDictionary<string, string> tokens,
        int attempts,
        CancellationToken abort
    )
    {
        try
        {
            await InvokeAsync(blob, tokens, attempts, abort);
            return new BlobReceipt(blob.ETag, BlobReceiptState.Done, attempts, time.GetUtcNow());
        }
        catch (Exception failure) when (!abort.IsCancellationRequested)
        {
            return Fail(blob, attempts + 1, failure);
        }
    }

    private async Task InvokeAsync(BlobProperties blob, IReadOnlyDictionary<string, string> tokens, int attempts, CancellationToken abort)
    {
        await using var content = await blobs.OpenReadAsync(blob.Path, 0, abort);
        var data = tokens.ToDictionary(token => token.Key, token => (object?)token.Value, StringComparer.OrdinalIgnoreCase);
        data[BlobBinding.PathName] = blob.Path;
        var call = new FunctionCall
        {
            TriggerValue = await BlobBinding.ReadAsync(content, invoker.Function.TriggerParameter.ParameterType, abort),
            Data = data,
            Retries = (attempts, MaxAttempts - 1),
        };
        await invoker.InvokeAsync(call, abort);
    }

    private BlobReceipt Fail(BlobProperties blob, int attempts, Exception failure)
    {
        if (attempts >= MaxAttempts)
        {
            LogPoison(logger, failure, Name, blob.Path, blob.ETag, attempts);
            return new BlobReceipt(blob.ETag, BlobReceiptState.Poison, attempts, time.GetUtcNow());
        }

        LogFailed(logger, failure, Name, blob.Path, attempts);
        return new BlobReceipt(blob.ETag, BlobReceiptState.Retrying, attempts, time.GetUtcNow() + TimeSpan.FromSeconds(1 << attempts));
    }

    [LoggerMessage(3201, LogLevel.Warning, "The blob function {Function} failed for {Path} (attempt {Attempt}); it will be tried again.")]
    private static partial void LogFailed(ILogger logger, Exception failure, string function, string path, int attempt);

    [LoggerMessage(
        3202,
        LogLevel.Error,
        "Poison blob: the function {Function} failed for {Path} (version {ETag}) {Attempts} times and will not be tried again. Upload a mended file.",
        EventName = "UploadPoisoned"
    )]
    private static partial void LogPoison(ILogger logger, Exception failure, string function, string path, string eTag, int attempts);
}
