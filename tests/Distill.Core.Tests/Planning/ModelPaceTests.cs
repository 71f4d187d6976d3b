using Distill.Core.Models;
using Distill.Core.Planning;

namespace Distill.Core.Tests.Planning;

public sealed class ModelPaceTests
{
    private static readonly ModelEntry Model = new()
    {
        Name = "m",
        Endpoint = new Uri("http://127.0.0.1:1/v1"),
        Model = "m",
        MaxConcurrency = 10,
    };

    [Fact]
    public void Of_NoQuota_IsBoundByRequestsInFlight()
    {
        var pace = ModelPace.Of(Model, shards: 100, inFlight: 4, tokens: 300, seconds: 2);

        // Four shards with two requests each: the rest of the division stays unused.
        pace.ShouldBe(new ModelPace(4, BindingLimit.RequestsInFlight));
    }

    [Fact]
    public void Of_TwoQuotas_TakesTheTighter()
    {
        var model = Model with { RequestsPerMinute = 60, TokensPerMinute = 3_000 };

        ModelPace.Of(model, 100, 5, tokens: 300, seconds: 1).ShouldBe(new ModelPace(0.165, BindingLimit.TokensPerMinute));
        ModelPace.Of(model, 100, 5, tokens: 10, seconds: 1).ShouldBe(new ModelPace(0.99, BindingLimit.RequestsPerMinute));
    }

    [Fact]
    public void Of_FewerShardsThanTheWindow_GivesEachALargerPart() =>
        ModelPace.Of(Model, shards: 2, inFlight: 8, tokens: 1, seconds: 1).CallsPerSecond.ShouldBe(10);
}
