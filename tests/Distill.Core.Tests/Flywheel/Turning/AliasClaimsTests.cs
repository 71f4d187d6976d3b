using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs;
using Distill.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Core.Tests.Flywheel.Turning;

public sealed class AliasClaimsTests : IDisposable
{
    private readonly LocalStores _stores = new();
    private readonly FakeTimeProvider _time = new(Some.Time);
    private readonly AliasClaims _claims;

    public AliasClaimsTests() => _claims = new AliasClaims(_stores.Blobs, _stores.Runs, _time);

    [Fact]
    public async Task TakeAsync_WhileTheRunOfAnotherIsUnderWay_NamesThatOne()
    {
        await _stores.Runs.AddAsync(Some.Run("r1"));
        (await _claims.TakeAsync("online", "r1")).ShouldBe("r1");
        _time.Advance(TimeSpan.FromDays(3));

        (await _claims.TakeAsync("online", "r2")).ShouldBe("r1");
        (await _claims.TakeAsync("online", "r1")).ShouldBe("r1");
        (await _claims.TakeAsync("../other", "r2")).ShouldBe("r2");
    }

    [Fact]
    public async Task TakeAsync_AfterTheEndOfTheOther_HasIt()
    {
        await _stores.Runs.AddAsync(Some.Run("r1") with { Status = RunStatus.Failed, EndedAt = Some.Time });
        await _claims.TakeAsync("online", "r1");

        (await _claims.TakeAsync("online", "r2")).ShouldBe("r2");
    }

    [Fact]
    public async Task TakeAsync_OfARunThatNeverStarted_HoldsForAWhileOnly()
    {
        await _claims.TakeAsync("online", "r1");
        (await _claims.TakeAsync("online", "r2")).ShouldBe("r1");

        _time.Advance(AliasClaims.StartingTime);

        (await _claims.TakeAsync("online", "r2")).ShouldBe("r2");
    }

    [Fact]
    public async Task TakeAsync_ByManyAtOnce_AgreesOnOne()
    {
        var takers = Enumerable.Range(0, 8).Select(i => Task.Run(() => _claims.TakeAsync("online", $"r{i}")));

        (await Task.WhenAll(takers)).Distinct().ShouldHaveSingleItem();
    }

    public void Dispose() => _stores.Dispose();
}
