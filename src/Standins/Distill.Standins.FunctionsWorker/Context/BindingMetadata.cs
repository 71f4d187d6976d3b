namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a binding.</summary>
public abstract class BindingMetadata
{
    /// <summary>Name of the parameter.</summary>
    public abstract string Name { get; }

    /// <summary>Kind of binding, for example <c>timerTrigger</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Which way data flows.</summary>
    public abstract BindingDirection Direction { get; }
}
