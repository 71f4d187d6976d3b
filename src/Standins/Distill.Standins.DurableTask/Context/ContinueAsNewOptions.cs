namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts anew.</summary>
public class ContinueAsNewOptions
{
    /// <summary>Input of the next execution; serialisable.</summary>
    public object? NewInput { get; set; }

    /// <summary>True (default) to hand events that nobody waited for to the next execution; false to drop them.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>Version of the next execution; null keeps the present one.</summary>
    public string? NewVersion { get; set; }
}
