using CsCheck;
using Distill.Core.Gateway;
using Distill.Core.Promotion;
using Distill.Testing;

namespace Distill.Core.Tests.Promotion;

public sealed class AliasRolloutTests
{
    private static readonly AliasTarget Challenger = new() { Model = "student", Version = "ft:2" };

    private static readonly ModelAlias Split = new()
    {
        Name = "online",
        Targets = [new AliasTarget { Model = "teacher", Weight = 3 }, new AliasTarget { Model = "student", Version = "ft:1" }],
        Fallbacks = [new AliasTarget { Model = "spare" }, new AliasTarget { Model = "teacher" }],
        Shadows = [new AliasShadow { Model = "other", Percent = 1 }],
        CreatedAt = Some.Time,
    };

    [Fact]
    public void Shadow_OfABaseline_ChangesNoAnswer()
    {
        var alias = AliasRollout.Shadow(Split, Challenger, 10);

        alias.Targets.ShouldBe(Split.Targets);
        alias
            .Shadows.Select(shadow => (shadow.Model, shadow.Version, shadow.Percent))
            .ShouldBe([("other", null, 1), ("student", "ft:2", 10)]);
    }

    [Fact]
    public void Canary_OfAnyShare_GivesItToTheChallengerAndKeepsTheOthersInProportion() =>
        Gen.Select(Gen.Double[0.1, 99.9], Gen.Double[0.01, 50], Gen.Double[0.01, 50])
            .Sample(
                (percent, one, two) =>
                {
                    var baseline = Split with
                    {
                        Targets = [Split.Targets[0] with { Weight = one }, Split.Targets[1] with { Weight = two }],
                    };

                    var targets = AliasRollout.Canary(baseline, Challenger, percent).Targets;

                    targets.Sum(target => target.Weight).ShouldBe(100, 1e-9);
                    targets[^1].ShouldBe(Challenger with { Weight = percent });
                    (targets[0].Weight / targets[1].Weight).ShouldBe(one / two, 1e-9 * (one / two));
                }
            );

    [Fact]
    public void Canary_OfAGrowingShare_MovesCallersOnlyToTheChallenger()
    {
        var small = new TrafficSplit(AliasRollout.Canary(Split, Challenger, 5).Targets);
        var large = new TrafficSplit(AliasRollout.Canary(Split, Challenger, 25).Targets);

        foreach (var user in Enumerable.Range(0, 2_000).Select(number => $"user{number}"))
        {
            var (before, after) = (small.Pick(user), large.Pick(user));
            (after == before || after == 2).ShouldBeTrue($"{user} went from {before} to {after}");
        }
    }

    [Fact]
    public void Complete_PutsTheReplacedFirstAmongTheFallbacks()
    {
        var alias = AliasRollout.Complete(Split, Challenger);

        alias.Targets.ShouldBe([Challenger]);
        alias
            .Fallbacks.Select(target => (target.Model, target.Version))
            .ShouldBe([("teacher", null), ("student", "ft:1"), ("spare", null)]);
        alias.Faults(_ => true).ShouldBeEmpty();
    }

    [Fact]
    public void Same_IgnoresWhenItWasSet()
    {
        AliasRollout.Same(Split, Split with { CreatedAt = default, Targets = [.. Split.Targets] }).ShouldBeTrue();
        AliasRollout.Same(Split, Split with { Shadows = [] }).ShouldBeFalse();
        AliasRollout.Same(null, Split).ShouldBeFalse();
    }
}
