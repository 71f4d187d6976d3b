using Distill.Api.Health;
using Distill.Core.Inference;
using Distill.Core.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Api.Tests.Health;

public sealed class ModelHealthTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Probe _probe = new();

    [Fact]
    public async Task CheckAsync_WithinLifetime_AsksOnce()
    {
        var health = Create();

        (await health.CheckAsync()).ShouldBe([new HealthCheckResult("model:a", true), new HealthCheckResult("model:b", true)]);
        await health.CheckAsync();
        _probe.Asked.ShouldBe(2);

        _time.Advance(ModelHealth.Lifetime);
        await health.CheckAsync();
        _probe.Asked.ShouldBe(4);
    }

    [Fact]
    public async Task CheckAsync_ModelDownOrHanging_SaysWhich()
    {
        _probe.Answers["a"] = _ => throw new ModelAccessException("a", "down");
        _probe.Answers["b"] = token => Task.Delay(Timeout.Infinite, token);
        var health = Create();

        var check = health.CheckAsync();
        _time.Advance(TimeSpan.FromSeconds(6));

        (await check).ShouldBe([new HealthCheckResult("model:a", false), new HealthCheckResult("model:b", false)]);
    }

    private ModelHealth Create() => new(new Catalog(), _probe, _time, NullLogger<ModelHealth>.Instance);

    private sealed class Probe : IModelProbe
    {
        public int Asked { get; private set; }

        public Dictionary<string, Func<CancellationToken, Task>> Answers { get; } = [];

        public async Task<ModelProbeResult> ProbeAsync(ModelEntry model, CancellationToken cancellationToken = default)
        {
            Asked++;
            if (Answers.TryGetValue(model.Name, out var answer))
            {
                await answer(cancellationToken);
            }

            return new ModelProbeResult(model.Name, false, 1);
        }
    }

    private sealed class Catalog : IModelCatalog
    {
        public IReadOnlyDictionary<string, ModelEntry> Entries { get; } =
            new Dictionary<string, ModelEntry> { ["b"] = Entry("b"), ["a"] = Entry("a") };

        private static ModelEntry Entry(string name) =>
            new()
            {
                Name = name,
                Endpoint = new Uri("http://127.0.0.1:9/v1"),
                Model = name,
            };
    }
}
