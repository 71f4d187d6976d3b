namespace Microsoft.DurableTask;

/// <summary>How a child orchestration is scheduled.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Makes options.</summary>
    /// <param name="retry">How failures are retried; null for never.</param>
    /// <param name="instanceId">Id of the child; null for a generated one.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry)
    {
        InstanceId = instanceId;
    }

    /// <summary>Adds a child's id to options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="instanceId">Id of the child; null keeps the one that <paramref name="options"/> may have.</param>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;
    }

    /// <summary>Copies options.</summary>
    /// <param name="options">The original.</param>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        InstanceId = options.InstanceId;
    }

    /// <summary>Id of the child; null for a generated one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Version of the child; null for none.</summary>
    public new TaskVersion? Version
    {
        get => base.Version;
        init => base.Version = value;
    }
}
