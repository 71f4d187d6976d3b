using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Distill.LocalHost.Triggers.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Triggers.Discovery;

/// <summary>What a function must be like to run in the worker, checked before anything starts.</summary>
internal static partial class FunctionRules
{
    /// <summary>What is wrong with a function; empty when nothing is.</summary>
    public static IEnumerable<string> Check(FunctionDescriptor function) =>
        CheckMethod(function).Concat(CheckTrigger(function)).Concat(CheckParameters(function));

    private static IEnumerable<string> CheckMethod(FunctionDescriptor function)
    {
        var method = function.Method;
        if (!NamePattern().IsMatch(function.Name))
        {
            yield return $"the name '{function.Name}' must start with a letter, go on with letters, digits, '-' or '_', and have at most 128 characters.";
        }

        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
        {
            yield return "method and class must be public; the worker does not see others.";
        }

        if (method.ContainsGenericParameters || (!method.IsStatic && method.DeclaringType!.IsAbstract))
        {
            yield return "method and class must not be generic, nor the class of an instance method abstract.";
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            yield return "'async void' cannot be awaited; return Task.";
        }
    }

    private static IEnumerable<string> CheckTrigger(FunctionDescriptor function)
    {
        var type = function.TriggerParameter.ParameterType;
        return function.Trigger switch
        {
            OrchestrationTriggerAttribute => Expect(function, type == typeof(TaskOrchestrationContext), nameof(TaskOrchestrationContext)),
            ActivityTriggerAttribute => [],
            TimerTriggerAttribute => Expect(function, type == typeof(TimerInfo), nameof(TimerInfo)),
            HttpTriggerAttribute => Expect(function, type == typeof(HttpRequest), nameof(HttpRequest)).Concat(CheckHttpResult(function)),
            BlobTriggerAttribute blob => Expect(function, BlobBinding.CanBind(type), BlobBinding.Kinds).Concat(CheckBlobPath(blob)),
            _ => [$"the trigger {function.Trigger.GetType().Name} is not one that the local host runs."],
        };
    }

    private static IEnumerable<string> Expect(FunctionDescriptor function, bool holds, string expected)
    {
        if (!holds)
        {
            var parameter = function.TriggerParameter;
            yield return $"the trigger parameter '{parameter.Name}' must be {expected}, not {parameter.ParameterType.Name}.";
        }
    }

    private static IEnumerable<string> CheckHttpResult(FunctionDescriptor function)
    {
        var result = AwaitedType(function.Method.ReturnType);
        if (result != typeof(void) && !result.IsAssignableTo(typeof(IResult)))
        {
            yield return $"an HTTP function returns IResult or nothing, not {result.Name}.";
        }
    }

    private static IEnumerable<string> CheckBlobPath(BlobTriggerAttribute blob)
    {
        if (!BlobPathPattern.TryParse(blob.BlobPath, out _, out var problem))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> CheckParameters(FunctionDescriptor function)
    {
        var known = KnownNames(function);
        var inputs = 0;
        foreach (var parameter in function.Method.GetParameters().Where(parameter => !function.IsTrigger(parameter)))
        {
            if (parameter.ParameterType.IsByRef)
            {
                yield return $"the parameter '{parameter.Name}' must not be passed by reference.";
            }
            else if (parameter.IsDefined(typeof(DurableClientAttribute)))
            {
                if (parameter.ParameterType != typeof(DurableTaskClient))
                {
                    yield return $"the parameter '{parameter.Name}' with [DurableClient] must be {nameof(DurableTaskClient)}.";
                }
            }
            else if (
                !IsService(parameter)
                && !known.Contains(parameter.Name!)
                && !parameter.HasDefaultValue
                && !IsInput(function, ref inputs)
            )
            {
                yield return $"nothing fills the parameter '{parameter.Name}'.";
            }
        }
    }

    // The first otherwise unbound parameter of an orchestrator is its input.
    private static bool IsInput(FunctionDescriptor function, ref int inputs) =>
        function.Trigger is OrchestrationTriggerAttribute && inputs++ == 0;

    private static bool IsService(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(FunctionContext) || parameter.ParameterType == typeof(CancellationToken);

    private static HashSet<string> KnownNames(FunctionDescriptor function)
    {
        var names = function.Trigger switch
        {
            ActivityTriggerAttribute => ["instanceId"],
            BlobTriggerAttribute blob when BlobPathPattern.TryParse(blob.BlobPath, out var pattern, out _) => BlobBinding.DataNames(
                pattern
            ),
            HttpTriggerAttribute http => RouteNames(http.Route),
            _ => [],
        };
        return new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> RouteNames(string? route) =>
        route is null ? [] : RoutePatternFactory.Parse(route).Parameters.Select(parameter => parameter.Name);

    internal static Type AwaitedType(Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask))
        {
            return typeof(void);
        }

        return
            type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
