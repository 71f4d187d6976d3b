namespace Distill.Cli.Progress;

/// <summary>Shows a run while it goes on.</summary>
internal interface IRunDisplay
{
    /// <summary>Shows each state as it arrives; completes with the last one.</summary>
    Task<RunProgress> ShowAsync(IAsyncEnumerable<RunProgress> states, CancellationToken cancellationToken);
}
