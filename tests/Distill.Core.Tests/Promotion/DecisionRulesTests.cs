using Distill.Core.Evaluation.Gates;
using Distill.Core.Gateway;
using Distill.Core.Promotion;
using Distill.Testing;

namespace Distill.Core.Tests.Promotion;

public sealed class DecisionRulesTests
{
    private static readonly AliasTarget Challenger = new() { Model = "student", Version = "ft:2" };
    private static readonly ModelAlias Online = Alias(new AliasTarget { Model = "student", Version = "ft:1" });
    private static readonly GateSubject Subject = new("online", new DecidedModel("student", "ft:2"), new DecidedModel("student", "ft:1"));

    [Fact]
    public void Check_ADecisionAboutThisRollout_FindsNothing() => Check(Subject).ShouldBeNull();

    public static TheoryData<GateSubject?, bool, string> Others =>
        new()
        {
            { null, false, "does not say which models" },
            { Subject with { Challenger = null }, false, "does not say which models" },
            { Subject with { Challenger = new DecidedModel("student", "ft:3") }, false, "about 'ft:3', not about 'ft:2'" },
            { Subject with { Challenger = new DecidedModel("other", "ft:2") }, false, "not about 'ft:2'" },
            { Subject with { Alias = null }, false, "about no alias, not about 'online'" },
            { Subject with { Alias = "shop" }, false, "about the alias 'shop', not about 'online'" },
            {
                Subject with
                {
                    Baseline = new DecidedModel("student", null),
                },
                true,
                "compared 'ft:2' with 'student', but 'online' leads to 'ft:1' now"
            },
        };

    [Theory]
    [MemberData(nameof(Others))]
    public void Check_ADecisionAboutSomethingElse_IsRefused(GateSubject? subject, bool isOutdated, string said)
    {
        var fault = Check(subject).ShouldNotBeNull();

        fault.Reason.ShouldContain(said);
        fault.IsOutdated.ShouldBe(isOutdated);
    }

    [Fact]
    public void Check_WithoutAnAlias_IsOutdated() => Check(Subject, online: null).ShouldNotBeNull().IsOutdated.ShouldBeTrue();

    [Fact]
    public void Check_OfAnAliasWithACanary_ComparesWithWhoHasMostOfTheTraffic()
    {
        var split = Alias(
            new AliasTarget
            {
                Model = "student",
                Version = "ft:1",
                Weight = 9,
            },
            new AliasTarget { Model = "student" }
        );

        Check(Subject, split).ShouldBeNull();
    }

    [Fact]
    public void Check_ADecisionToKeep_IsRefused() =>
        DecisionRules
            .Check(Decision(Subject, GateOutcome.Keep), "d.json", "online", Challenger, Online)
            .ShouldNotBeNull()
            .Reason.ShouldContain("not to promote");

    [Fact]
    public void Read_OfARecord_GivesItsSubject() => GateRecord.Of(Decision(Subject, GateOutcome.Promote)).Read().Subject.ShouldBe(Subject);

    private static DecisionFault? Check(GateSubject? subject) => Check(subject, Online);

    private static DecisionFault? Check(GateSubject? subject, ModelAlias? online) =>
        DecisionRules.Check(Decision(subject, GateOutcome.Promote), "d.json", "online", Challenger, online);

    private static ModelAlias Alias(params AliasTarget[] targets) => new() { Name = "online", Targets = targets };

    private static GateDecision Decision(GateSubject? subject, GateOutcome outcome) => Some.Decision(subject, outcome);
}
