using System.ComponentModel;
using System.Reflection;
using Distill.LocalHost.Triggers.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Triggers.Invocation;

/// <summary>Fills the parameters of one function. Decided once from the signature; immutable, thread-safe.</summary>
internal sealed class ParameterBinding
{
    private readonly Func<FunctionCall, LocalFunctionContext, object?>[] sources;

    public ParameterBinding(FunctionDescriptor function)
    {
        sources = [.. function.Method.GetParameters().Select(parameter => Choose(function, parameter))];
    }

    /// <summary>The arguments for one call.</summary>
    public object?[] Bind(FunctionCall call, LocalFunctionContext context) => Array.ConvertAll(sources, source => source(call, context));

    private static Func<FunctionCall, LocalFunctionContext, object?> Choose(FunctionDescriptor function, ParameterInfo parameter)
    {
        // Also when it carries the trigger: an activity without input may take nothing but its context.
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return static (_, context) => context;
        }

        if (function.IsTrigger(parameter))
        {
            return static (call, _) => call.TriggerValue;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return static (_, context) => context.CancellationToken;
        }

        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            return static (_, context) => context.InstanceServices.GetRequiredService<DurableTaskClient>();
        }

        return (call, _) => ByName(call, parameter);
    }

    private static object? ByName(FunctionCall call, ParameterInfo parameter)
    {
        if (call.Data.TryGetValue(parameter.Name!, out var value))
        {
            return Convert(value, parameter);
        }

        if (call.ReadInput is { } read)
        {
            return read(parameter.ParameterType);
        }

        return parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new InvalidOperationException($"Nothing fills the parameter '{parameter.Name}'.");
    }

    private static object? Convert(object? value, ParameterInfo parameter)
    {
        if (value is null || parameter.ParameterType.IsInstanceOfType(value))
        {
            return value;
        }

        try
        {
            return TypeDescriptor.GetConverter(parameter.ParameterType).ConvertFromInvariantString(value.ToString()!);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new FormatException($"'{value}' is no {parameter.ParameterType.Name} for the parameter '{parameter.Name}'.", failure);
        }
    }
}
