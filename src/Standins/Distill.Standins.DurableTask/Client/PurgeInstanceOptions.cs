namespace Microsoft.DurableTask.Client;

/// <summary>How instances are purged.</summary>
/// <param name="Recursive">True to purge their children too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
