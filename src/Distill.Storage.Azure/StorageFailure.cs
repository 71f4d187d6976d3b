using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace Distill.Storage.Azure;

/// <summary>Says in plain words why the account refused: what was to be done, the cause, the remedy.</summary>
internal static class StorageFailure
{
    /// <summary>Runs a call; what the account refuses becomes an <see cref="IOException"/> that says what was to be done.</summary>
    /// <param name="call">The call.</param>
    /// <param name="what">What was to be done, as a participle: "The blob 'a/b' could not be read".</param>
    /// <param name="cancellationToken">The caller's; its cancellation stays what it is.</param>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw Explain(exception, what);
        }
    }

    /// <summary>True for what the account, the network or the identity threw. A time-out comes as a cancellation that nobody asked for.</summary>
    public static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is RequestFailedException or AggregateException or AuthenticationFailedException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The same failure with a message for people.</summary>
    public static IOException Explain(Exception exception, string what) => new($"{what}: {Cause(exception)}", exception);

    private static string Cause(Exception exception) =>
        exception switch
        {
            AggregateException { InnerExceptions: [.., { } last] } aggregate =>
                $"{aggregate.InnerExceptions.Count} tries have failed, the last because: {Cause(last)}",
            RequestFailedException { Status: 0 } request =>
                $"the account cannot be reached ({FirstLine(request.Message)}). Check its address and the network.",
            RequestFailedException { Status: 429 or 503 } =>
                "the account is throttled and stayed so over all retries. Lower the concurrency of runs, or raise the account's limits.",
            RequestFailedException { Status: 401 or 403 } request =>
                $"access is denied ({Code(request)}). The identity needs the roles Storage Blob Data Owner and Storage Table Data Contributor on the "
                    + "account, and the account's firewall must let it in.",
            RequestFailedException request when request.ErrorCode == BlobErrorCode.BlockCountExceedsLimit =>
                "it has 50,000 appends, the most that Azure allows an append blob. Begin a new one, for example by smaller shards.",
            RequestFailedException { ErrorCode: { } code } when code.StartsWith("Lease", StringComparison.Ordinal) =>
                "another process has taken it over, since this one was paused for longer than its lease. Open it again.",
            RequestFailedException request when request.ErrorCode == BlobErrorCode.AppendPositionConditionNotMet =>
                "another program has appended to it meanwhile. Open it again.",
            RequestFailedException request when request.ErrorCode == BlobErrorCode.InvalidBlobType =>
                "it was written in the other way (appended, or as a whole). Delete it first.",
            RequestFailedException request => $"the account answered {request.Status} ({Code(request)}): {FirstLine(request.Message)}",
            AuthenticationFailedException failed =>
                $"no identity could be had ({FirstLine(failed.Message)}). Assign the app a managed identity, sign in with 'az login', or set AZURE_CLIENT_ID.",
            OperationCanceledException => "the account did not answer in time. Check the network.",
            _ => FirstLine(exception.Message),
        };

    private static string Code(RequestFailedException request) => request.ErrorCode ?? "no code";

    private static string FirstLine(string text) => text.AsSpan().Trim().ToString().Split('\n')[0].TrimEnd('\r', '.');
}
