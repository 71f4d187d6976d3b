namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is terminated.</summary>
/// <param name="Output">Its result.</param>
/// <param name="Recursive">True to terminate its children too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
