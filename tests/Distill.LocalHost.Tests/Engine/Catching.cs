namespace Distill.LocalHost.Tests.Engine;

/// <summary>Catching and cancelling inside orchestrators, where foreign continuations have no place.</summary>
internal static class Catching
{
    /// <summary>Cancels on the orchestrator's logical thread; CancelAsync would leave it.</summary>
    public static void CancelInPlace(this CancellationTokenSource source) => source.Cancel();

    public static async Task<T> CaughtAsync<T>(this Task task)
        where T : Exception
    {
        try
        {
            await task;
        }
        catch (T caught)
        {
            return caught;
        }

        throw new InvalidOperationException($"No {typeof(T)} was thrown.");
    }
}
