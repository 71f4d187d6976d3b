using System.Collections.Immutable;

namespace Microsoft.DurableTask.Client;

/// <summary>An orchestration instance as a client sees it at one moment.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>Makes a description.</summary>
    /// <param name="name">Name of the orchestrator.</param>
    /// <param name="instanceId">Id of the instance.</param>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>Name of the orchestrator.</summary>
    public string Name { get; }

    /// <summary>Id of the instance.</summary>
    public string InstanceId { get; }

    /// <summary>Reads the serialised values; null when they were not fetched.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>Where the instance stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was scheduled.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Its input as text.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Its result as text.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>Its custom status as text.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Free labels.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Why it failed.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>True in <see cref="OrchestrationRuntimeStatus.Running"/>.</summary>
    public bool IsRunning => RuntimeStatus is OrchestrationRuntimeStatus.Running;

    /// <summary>True when it has ended, in whatever way.</summary>
    public bool IsCompleted =>
        RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    /// <typeparam name="T">Type to read it as.</typeparam>
    /// <exception cref="InvalidOperationException">It was not fetched.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>The result.</summary>
    /// <typeparam name="T">Type to read it as.</typeparam>
    /// <exception cref="InvalidOperationException">It was not fetched.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>The custom status.</summary>
    /// <typeparam name="T">Type to read it as.</typeparam>
    /// <exception cref="InvalidOperationException">It was not fetched.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    /// <inheritdoc />
    public override string ToString() => $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}]";

    private T? Read<T>(string? text) =>
        DataConverter is null
            ? throw new InvalidOperationException("Fetch the instance with getInputsAndOutputs: true to read its values.")
            : DataConverter.Deserialize<T>(text);
}
