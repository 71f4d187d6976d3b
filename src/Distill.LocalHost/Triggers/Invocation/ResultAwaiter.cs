using System.Reflection;
using Distill.LocalHost.Triggers.Discovery;

namespace Distill.LocalHost.Triggers.Invocation;

/// <summary>Awaits whatever a function returns: nothing, a value, a task or a value task.</summary>
internal static class ResultAwaiter
{
    private static readonly MethodInfo TaskOf = Method(nameof(AwaitTaskOf));
    private static readonly MethodInfo ValueTaskOf = Method(nameof(AwaitValueTaskOf));

    /// <summary>How a return type is awaited; the result is null for functions that return nothing.</summary>
    public static Func<object?, Task<object?>> For(Type returnType)
    {
        if (returnType == typeof(Task))
        {
            return static result => AwaitTask((Task)result!);
        }

        if (returnType == typeof(ValueTask))
        {
            return static result => AwaitTask(((ValueTask)result!).AsTask());
        }

        var awaited = FunctionRules.AwaitedType(returnType);
        if (awaited == returnType)
        {
            return static result => Task.FromResult(result);
        }

        var generic = returnType.GetGenericTypeDefinition() == typeof(Task<>) ? TaskOf : ValueTaskOf;
        return generic.MakeGenericMethod(awaited).CreateDelegate<Func<object?, Task<object?>>>();
    }

    private static async Task<object?> AwaitTask(Task task)
    {
        await task;
        return null;
    }

    private static async Task<object?> AwaitTaskOf<T>(object? result) => await (Task<T>)result!;

    private static async Task<object?> AwaitValueTaskOf<T>(object? result) => await (ValueTask<T>)result!;

    private static MethodInfo Method(string name) => typeof(ResultAwaiter).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
