using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Distributed tracing data of an invocation (W3C Trace Context).</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> field.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> field.</summary>
    public abstract string TraceState { get; }

    /// <summary>Further attributes.</summary>
    public virtual IReadOnlyDictionary<string, string> Attributes => ImmutableDictionary<string, string>.Empty;

    /// <summary>Baggage.</summary>
    public virtual IReadOnlyDictionary<string, string> Baggage => ImmutableDictionary<string, string>.Empty;
}
