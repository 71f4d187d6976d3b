namespace Microsoft.DurableTask;

/// <summary>Facts about the activity that runs.</summary>
public abstract class TaskActivityContext
{
    /// <summary>Name of the activity.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The orchestration instance that called it.</summary>
    public abstract string InstanceId { get; }

    /// <summary>Version the activity was scheduled with; empty when none.</summary>
    public virtual string Version => string.Empty;
}
