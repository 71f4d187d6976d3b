using System.Reflection;
using System.Text.RegularExpressions;
using Distill.Activities;
using Distill.Orchestrations.Distilling;
using Distill.Testing;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Functions.Tests;

/// <summary>The functions that the app declares are those of <c>docs/functions.md</c>: name, trigger, and what fires it.</summary>
public sealed partial class FunctionTableTests
{
    private static readonly Assembly[] Declaring =
    [
        typeof(ApiFunction).Assembly,
        typeof(Distillation).Assembly,
        typeof(RunWorkspace).Assembly,
    ];

    [Fact]
    public void Docs_ListEveryFunctionWithItsTrigger() => Declared().ShouldBe(Documented(), ignoreOrder: true);

    [Fact]
    public void Names_AreUnique() => Declared().Select(function => function.Split(" | ")[0]).ShouldBeUnique();

    private static List<string> Declared() =>
        [
            .. Declaring
                .SelectMany(assembly => assembly.GetExportedTypes())
                .SelectMany(type => type.GetMethods())
                .Select(method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
                .Where(found => found.Function is not null)
                .Select(found => $"{found.Function!.Name} | {Trigger(found.Method)}"),
        ];

    private static string Trigger(MethodInfo method) =>
        method
            .GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes())
            .Select(Describe)
            .OfType<string>()
            .ShouldHaveSingleItem();

    private static string? Describe(Attribute attribute) =>
        attribute switch
        {
            HttpTriggerAttribute http =>
                $"HTTP | {(http.Methods is { Length: > 0 } methods ? string.Join(", ", methods) : "any method")} /{http.Route}",
            TimerTriggerAttribute timer => $"timer | {timer.Schedule}",
            BlobTriggerAttribute blob => $"blob ({blob.Source}) | {blob.BlobPath}",
            OrchestrationTriggerAttribute => "orchestration | ",
            ActivityTriggerAttribute => "activity | ",
            _ => null,
        };

    private static List<string> Documented() =>
        [
            .. Row()
                .Matches(File.ReadAllText(Repository.PathOf("docs", "functions.md")))
                .Select(row =>
                    $"{row.Groups["name"].Value} | {row.Groups["trigger"].Value.Trim()} | {row.Groups["fires"].Value.Trim().Trim('`')}"
                ),
        ];

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<trigger>[^|]+) \|(?<fires>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
