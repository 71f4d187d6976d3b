namespace Microsoft.Azure.Functions.Worker;

/// <summary>Data that the trigger gave an invocation.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name, for example <c>instanceId</c> of an activity or the tokens of a blob path.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
