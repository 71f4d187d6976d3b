using CsCheck;
using Distill.Core.Models;

namespace Distill.Core.Tests.Models;

public class RateShareTests
{
    [Fact]
    public void Of_AnyNumberOfShards_NeverAddsUpToMoreThanTheLimits() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.Int[1, 10_000_000], Gen.Int[1, 4096], Gen.Int[1, 10_000])
            .Sample(
                (requests, tokens, concurrency, wanted) =>
                {
                    var model = Model(requests, tokens, concurrency);
                    var shards = RateShare.ShardsInFlight(model, wanted);
                    var share = RateShare.Of(model, shards);

                    (share.RequestsPerMinute!.Value * shards).ShouldBeLessThanOrEqualTo(requests * (1 + 1e-12));
                    (share.TokensPerMinute!.Value * shards).ShouldBeLessThanOrEqualTo(tokens * (1 + 1e-12));
                    (share.MaxConcurrency * shards).ShouldBeLessThanOrEqualTo(concurrency);
                    share.MaxConcurrency.ShouldBeGreaterThanOrEqualTo(1);
                }
            );

    [Fact]
    public void Of_NoLimits_HasNone()
    {
        var share = RateShare.Of(Model(null, null, 64), 4);

        share.RequestsPerMinute.ShouldBeNull();
        share.TokensPerMinute.ShouldBeNull();
        share.MaxConcurrency.ShouldBe(16);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Of_ShardsThatCannotAllHaveARequest_Throws(int shards) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RateShare.Of(Model(null, null, 8), shards));

    private static ModelEntry Model(int? requests, int? tokens, int concurrency) =>
        new()
        {
            Name = "m",
            Endpoint = new Uri("http://localhost/v1"),
            Model = "m",
            RequestsPerMinute = requests,
            TokensPerMinute = tokens,
            MaxConcurrency = concurrency,
        };
}
