using System.Reflection;
using Distill.LocalHost.Triggers.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Triggers.Invocation;

/// <summary>Runs one function: a scope and an instance an invocation, parameters bound, result awaited. Thread-safe.</summary>
internal sealed class FunctionInvoker
{
    private readonly FunctionDescriptor function;
    private readonly IServiceScopeFactory scopes;
    private readonly LocalFunctionDefinition definition;
    private readonly ParameterBinding binding;
    private readonly MethodInvoker method;
    private readonly ObjectFactory? factory;
    private readonly Func<object?, Task<object?>> awaiter;

    public FunctionInvoker(FunctionDescriptor function, IServiceScopeFactory scopes)
    {
        this.function = function;
        this.scopes = scopes;
        definition = new LocalFunctionDefinition(function);
        binding = new ParameterBinding(function);
        method = MethodInvoker.Create(function.Method);
        factory = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
        awaiter = ResultAwaiter.For(function.Method.ReturnType);
    }

    /// <summary>The function.</summary>
    public FunctionDescriptor Function => function;

    /// <summary>Runs it once. What the function throws comes out as it is.</summary>
    public async Task<object?> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        if (call.Services is { } services)
        {
            return await InvokeAsync(call, services, cancellationToken);
        }

        await using var scope = scopes.CreateAsyncScope();
        return await InvokeAsync(call, scope.ServiceProvider, cancellationToken);
    }

    private async Task<object?> InvokeAsync(FunctionCall call, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new LocalFunctionContext(definition, services, call.Data, call.Retries, cancellationToken);
        var instance = factory?.Invoke(services, null);
        try
        {
            return await awaiter(method.Invoke(instance, binding.Bind(call, context).AsSpan()));
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        switch (instance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
