using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Triggers.Durable;

/// <summary>Reads an orchestration's input in a type known only at run time. Thread-safe.</summary>
internal static class InputReader
{
    private static readonly ConcurrentDictionary<Type, Func<TaskOrchestrationContext, object?>> Readers = new();

    private static readonly MethodInfo Generic = typeof(InputReader).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The reader of a type.</summary>
    public static Func<TaskOrchestrationContext, object?> For(Type type) =>
        Readers.GetOrAdd(type, static key => Generic.MakeGenericMethod(key).CreateDelegate<Func<TaskOrchestrationContext, object?>>());

    private static object? Read<T>(TaskOrchestrationContext context) => context.GetInput<T>();
}
