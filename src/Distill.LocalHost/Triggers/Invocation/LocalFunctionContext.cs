using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Distill.LocalHost.Triggers.Invocation;

/// <summary>The context of one invocation in the local host.</summary>
internal sealed class LocalFunctionContext(
    LocalFunctionDefinition definition,
    IServiceProvider services,
    IReadOnlyDictionary<string, object?> bindingData,
    (int Count, int Max) retries,
    CancellationToken cancellationToken
) : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => definition.Id;

    public override TraceContext TraceContext { get; } = new CurrentTrace();

    public override BindingContext BindingContext { get; } = new Data(bindingData);

    public override RetryContext RetryContext { get; } = new Retries(retries.Count, retries.Max);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    private sealed class CurrentTrace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? "";

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
    }

    private sealed class Data(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class Retries(int count, int max) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => max;
    }
}
