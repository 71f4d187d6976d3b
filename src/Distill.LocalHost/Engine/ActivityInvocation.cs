using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine;

/// <summary>One execution of an activity.</summary>
public sealed class ActivityInvocation
{
    private readonly DataConverter _converter;

    internal ActivityInvocation(
        TaskActivityContext context,
        int taskId,
        string? input,
        DataConverter converter,
        IServiceProvider services,
        CancellationToken stopping
    )
    {
        Context = context;
        TaskId = taskId;
        SerializedInput = input;
        _converter = converter;
        Services = services;
        CancellationToken = stopping;
    }

    /// <summary>Name, instance and version.</summary>
    public TaskActivityContext Context { get; }

    /// <summary>Number of the step within the orchestration, from 0; with the instance id it identifies the step for ever.</summary>
    public int TaskId { get; }

    /// <summary>The input as stored; null when there is none.</summary>
    public string? SerializedInput { get; }

    /// <summary>Services of this execution: a scope of <see cref="DurableEngineOptions.Services"/> that ends with the activity.</summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// Cancelled when the engine stops and the grace time is over. An activity that ends by it is not recorded: it runs again after the next start.
    /// </summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The input.</summary>
    /// <typeparam name="T">Type to read it as.</typeparam>
    /// <returns>The input, or the default when there is none.</returns>
    public T? GetInput<T>() => _converter.Deserialize<T>(SerializedInput);

    /// <summary>The input.</summary>
    /// <param name="type">Type to read it as.</param>
    /// <returns>The input, or null when there is none.</returns>
    public object? GetInput(Type type) => _converter.Deserialize(SerializedInput, type);
}
