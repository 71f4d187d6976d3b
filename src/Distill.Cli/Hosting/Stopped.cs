namespace Distill.Cli.Hosting;

/// <summary>Waits for the end of a server.</summary>
internal static class Stopped
{
    /// <summary>Completes when a person asks for the end.</summary>
    public static async Task AskedAsync(CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => asked.TrySetResult());
        await asked.Task;
    }

    /// <summary>Completes when the server ends by itself, or when a person asks for it.</summary>
    public static async Task WaitAsync(Task server, CancellationToken cancellationToken) =>
        await await Task.WhenAny(server, AskedAsync(cancellationToken));
}
