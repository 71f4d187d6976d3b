namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function can learn of its own invocation.</summary>
public abstract class FunctionContext
{
    /// <summary>Id of this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Id of the function, stable between invocations.</summary>
    public abstract string FunctionId { get; }

    /// <summary>Distributed tracing data.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>Data of the trigger.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Retries of the host, where it retries.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>Services of the invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What is known of the function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>State shared by those that take part in the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of the invocation.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the invocation should end early.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
