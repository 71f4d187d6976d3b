using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Distill.LocalHost.Triggers.Discovery;

/// <summary>Finds the functions of classes by their attributes, as the worker's SDK does at build time. Immutable.</summary>
public sealed class FunctionCatalog
{
    private FunctionCatalog(IReadOnlyList<FunctionDescriptor> functions)
    {
        Functions = functions;
    }

    /// <summary>The functions, by name in ordinal order.</summary>
    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    /// <summary>Finds and checks every function.</summary>
    /// <exception cref="FunctionDefinitionException">At least one is declared wrongly.</exception>
    public static FunctionCatalog Discover(IEnumerable<Type> types)
    {
        var problems = new List<string>();
        var functions = new List<FunctionDescriptor>();
        foreach (var method in types.Distinct().SelectMany(DeclaredMethods))
        {
            if (
                method.GetCustomAttribute<FunctionAttribute>() is { } function
                && Describe(function.Name, method, problems) is { } descriptor
            )
            {
                functions.Add(descriptor);
            }
        }

        AddDuplicates(functions, problems);
        return problems.Count == 0
            ? new FunctionCatalog([.. functions.OrderBy(function => function.Name, StringComparer.Ordinal)])
            : throw new FunctionDefinitionException(problems);
    }

    /// <summary>The functions with a trigger of one type.</summary>
    public IEnumerable<(FunctionDescriptor Function, TTrigger Trigger)> Of<TTrigger>()
        where TTrigger : TriggerBindingAttribute =>
        Functions.Where(function => function.Trigger is TTrigger).Select(function => (function, (TTrigger)function.Trigger));

    private static IEnumerable<MethodInfo> DeclaredMethods(Type type) =>
        type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly
        );

    private static FunctionDescriptor? Describe(string name, MethodInfo method, List<string> problems)
    {
        var triggers = method
            .GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(candidate => candidate.Trigger is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            problems.Add($"{Where(method)}: a function has exactly one parameter with a trigger attribute; this one has {triggers.Count}.");
            return null;
        }

        var descriptor = new FunctionDescriptor(name, method, triggers[0].Parameter, triggers[0].Trigger!);
        var found = FunctionRules.Check(descriptor).ToList();
        problems.AddRange(found.Select(problem => $"{Where(method)}: {problem}"));
        return found.Count == 0 ? descriptor : null;
    }

    private static void AddDuplicates(List<FunctionDescriptor> functions, List<string> problems)
    {
        foreach (
            var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
        )
        {
            var places = string.Join(", ", same.Select(function => Where(function.Method)));
            problems.Add($"The name '{same.Key}' is used more than once: {places}.");
        }
    }

    private static string Where(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
