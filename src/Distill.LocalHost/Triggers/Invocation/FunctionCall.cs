namespace Distill.LocalHost.Triggers.Invocation;

/// <summary>What a trigger gives an invocation.</summary>
internal sealed record FunctionCall
{
    private static readonly Dictionary<string, object?> NoData = [];

    /// <summary>Value of the trigger parameter.</summary>
    public object? TriggerValue { get; init; }

    /// <summary>Values that other parameters bind by name, letter case aside.</summary>
    public IReadOnlyDictionary<string, object?> Data { get; init; } = NoData;

    /// <summary>Gives the input of an orchestrator in the type its parameter has; null elsewhere.</summary>
    public Func<Type, object?>? ReadInput { get; init; }

    /// <summary>Services of a scope that the trigger owns, or null: the invocation gets a scope of its own.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Retries so far and at most.</summary>
    public (int Count, int Max) Retries { get; init; }
}
