using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Tests.Triggers.Invocation;

public sealed class FunctionInvokerTests
{
    private readonly ServiceProvider _services = new ServiceCollection().AddScoped<Scoped>().BuildServiceProvider();

    [Theory]
    [InlineData("Sync", "sync a")]
    [InlineData("TaskOf", "task a")]
    [InlineData("ValueTaskOf", "value task a")]
    [InlineData("Plain", null)]
    [InlineData("PlainValue", null)]
    [InlineData("Nothing", null)]
    public async Task InvokeAsync_EachKindOfReturn_IsAwaited(string function, string? expected) =>
        (await InvokeAsync(typeof(Returns), function, new FunctionCall { TriggerValue = "a" })).ShouldBe(expected);

    [Fact]
    public async Task InvokeAsync_Parameters_AreBoundByKindAndName()
    {
        using var cancellation = new CancellationTokenSource();
        var call = new FunctionCall
        {
            TriggerValue = 7,
            Data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = "run-1" },
        };

        var result = await Invoker(typeof(Bound), "Bind").InvokeAsync(call, cancellation.Token);

        result.ShouldBe($"7 run-1 Bind {typeof(Bound).FullName}.Bind activityTrigger True");
    }

    [Fact]
    public async Task InvokeAsync_Instance_HasAScopeOfItsOwnAndIsDisposed()
    {
        var first = (Scoped)(await InvokeAsync(typeof(Instance), "Get", new FunctionCall { TriggerValue = "" }))!;
        var second = (Scoped)(await InvokeAsync(typeof(Instance), "Get", new FunctionCall { TriggerValue = "" }))!;

        first.ShouldNotBeSameAs(second);
        first.Disposed.ShouldBe(["function", "scope"]);
    }

    [Theory]
    [InlineData("Throw")]
    [InlineData("ThrowLater")]
    public async Task InvokeAsync_FunctionThrows_ComesOutAsItIs(string function) =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                InvokeAsync(typeof(Throws), function, new FunctionCall { TriggerValue = "a" })
            )
        ).Message.ShouldBe("on purpose");

    private Task<object?> InvokeAsync(Type type, string function, FunctionCall call) =>
        Invoker(type, function).InvokeAsync(call, CancellationToken.None);

    private FunctionInvoker Invoker(Type type, string function) =>
        new(
            FunctionCatalog.Discover([type]).Functions.Single(found => found.Name == function),
            _services.GetRequiredService<IServiceScopeFactory>()
        );

    public sealed class Scoped : IDisposable
    {
        public List<string> Disposed { get; } = [];

        public void Dispose() => Disposed.Add("scope");
    }

    public static class Returns
    {
        [Function("Sync")]
        public static string Sync([ActivityTrigger] string input) => $"sync {input}";

        [Function("TaskOf")]
        public static async Task<string> TaskOf([ActivityTrigger] string input)
        {
            await Task.Yield();
            return $"task {input}";
        }

        [Function("ValueTaskOf")]
        public static ValueTask<string> ValueTaskOf([ActivityTrigger] string input) => new($"value task {input}");

        [Function("Plain")]
        public static Task Plain([ActivityTrigger] string input) => Task.FromResult(input);

        [Function("PlainValue")]
        public static ValueTask PlainValue([ActivityTrigger] string input) =>
            input is null ? throw new ArgumentNullException(nameof(input)) : default;

        [Function("Nothing")]
        public static void Nothing([ActivityTrigger] string input) => _ = input;
    }

    public static class Bound
    {
        [Function("Bind")]
        public static string Bind([ActivityTrigger] int input, string instanceId, FunctionContext context, CancellationToken token) =>
            $"{input} {instanceId} {context.FunctionDefinition.Name} {context.FunctionDefinition.EntryPoint} "
            + $"{context.FunctionDefinition.InputBindings["input"].Type} {token.CanBeCanceled && token == context.CancellationToken}";
    }

    public sealed class Instance(Scoped scoped) : IDisposable
    {
        [Function("Get")]
        public Scoped Get([ActivityTrigger] string input) => input is null ? throw new ArgumentNullException(nameof(input)) : scoped;

        public void Dispose() => scoped.Disposed.Add("function");
    }

    public static class Throws
    {
        [Function("Throw")]
        public static string Throw([ActivityTrigger] string input) => throw new InvalidOperationException("on purpose");

        [Function("ThrowLater")]
        public static async Task ThrowLater([ActivityTrigger] string input)
        {
            await Task.Yield();
            throw new InvalidOperationException("on purpose");
        }
    }
}
