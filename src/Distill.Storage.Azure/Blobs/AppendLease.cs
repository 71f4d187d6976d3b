using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Distill.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Distill.Storage.Azure.Blobs;

/// <summary>The right to write a blob, held by one process: a lease of 15 seconds, the shortest that Azure has, renewed while it is held.</summary>
/// <remarks>
/// What a killed process held is free 15 seconds later. A process that was paused longer than that is fenced off: its lease is refused once another
/// process has taken the blob.
/// </remarks>
internal sealed partial class AppendLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = Duration + TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly BlobLeaseClient lease;
    private readonly string path;
    private readonly ILogger logger;
    private readonly CancellationTokenSource ending = new();
    private readonly Task renewing;

    private AppendLease(BlobLeaseClient lease, string path, TimeProvider clock, ILogger logger)
    {
        this.lease = lease;
        this.path = path;
        this.logger = logger;
        renewing = RenewAlwaysAsync(new PeriodicTimer(RenewalInterval, clock));
    }

    /// <summary>What a request must carry.</summary>
    public string Id => lease.LeaseId;

    /// <summary>Takes the lease; one that another process holds is waited for as long as it would last without that process.</summary>
    /// <exception cref="StoreConflictException">The other process is alive and keeps it.</exception>
    public static async Task<AppendLease> AcquireAsync(
        AppendBlobClient blob,
        string path,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        // The id is ours from the start: a request that is sent again, its answer lost, is granted again.
        var claim = blob.GetBlobLeaseClient(Guid.NewGuid().ToString());
        var since = clock.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await claim.AcquireAsync(Duration, cancellationToken: cancellationToken);
                return new AppendLease(claim, path, clock, logger);
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                if (clock.GetElapsedTime(since) >= Patience)
                {
                    throw new StoreConflictException($"The blob '{path}' is open for appending in another process.");
                }

                if (tries == 0)
                {
                    LogWaiting(logger, path, Patience.TotalSeconds);
                }

                await Task.Delay(PollInterval, clock, cancellationToken);
            }
        }
    }

    /// <summary>True for the answer to a request whose lease has expired or is another's.</summary>
    public static bool IsLost(RequestFailedException exception) =>
        exception.ErrorCode == BlobErrorCode.LeaseLost
        || exception.ErrorCode == BlobErrorCode.LeaseNotPresentWithBlobOperation
        || exception.ErrorCode == BlobErrorCode.LeaseIdMismatchWithBlobOperation;

    /// <summary>Begins the 15 seconds anew, also of an expired lease that nobody has taken since.</summary>
    public Task RenewAsync(CancellationToken cancellationToken) => lease.RenewAsync(cancellationToken: cancellationToken);

    /// <summary>Gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await renewing;
        ending.Dispose();
        try
        {
            await lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception exception) when (StorageFailure.IsFailure(exception, CancellationToken.None))
        {
            // Everything is appended; the lease ends by itself.
            LogNotReleased(path, exception);
        }
    }

    private async Task RenewAlwaysAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            while (await NextAsync(timer))
            {
                try
                {
                    await RenewAsync(ending.Token);
                }
                catch (Exception exception) when (StorageFailure.IsFailure(exception, ending.Token))
                {
                    // The next append finds out what it means, and says so.
                    LogNotRenewed(path, exception);
                }
                catch (OperationCanceledException) when (ending.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(
        4203,
        LogLevel.Warning,
        "Waiting for the lease on the blob '{Path}', at most {Seconds} s: a process that was killed holds it for 15 s, one that is alive keeps it."
    )]
    private static partial void LogWaiting(ILogger logger, string path, double seconds);

    [LoggerMessage(4201, LogLevel.Warning, "The lease on the blob '{Path}' could not be renewed.")]
    private partial void LogNotRenewed(string path, Exception exception);

    [LoggerMessage(4202, LogLevel.Warning, "The lease on the blob '{Path}' could not be given back; it ends by itself within 15 seconds.")]
    private partial void LogNotReleased(string path, Exception exception);
}
