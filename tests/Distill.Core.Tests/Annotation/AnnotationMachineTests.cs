using Distill.Core.Annotation;
using Distill.Testing;
using static Distill.Core.Annotation.AnnotationState;

namespace Distill.Core.Tests.Annotation;

/// <summary>Every state with every action: what is possible, and where it leads.</summary>
public class AnnotationMachineTests
{
    private static readonly DateTimeOffset Now = Some.Time.AddHours(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private static readonly AnnotationAction[] Actions =
    [
        new AnnotationAction.Draft([SomeAnnotation.Draft("a", 3), SomeAnnotation.Draft("b", 5)], "teacher"),
        new AnnotationAction.Assign("new", Lease, false, "ben"),
        new AnnotationAction.Renew("held", Lease, "ann"),
        new AnnotationAction.Skip("held", "ann"),
        new AnnotationAction.Release("held", "ann"),
        new AnnotationAction.Unassign("lead"),
        new AnnotationAction.EndLease("timer"),
        new AnnotationAction.Decide("held", AnnotationChoice.Approve(0), 1, "ann"),
        new AnnotationAction.Undo("ann"),
        new AnnotationAction.MeetDeadline("timer"),
        new AnnotationAction.Consume("r1", "round"),
    ];

    // What each of the actions above, in order, leads to: a state, or the reason of the refusal.
    private static readonly Dictionary<AnnotationState, string[]> Table = new()
    {
        [Queued] =
        [
            "Drafted",
            "Assigned",
            "lease_lost",
            "lease_lost",
            "lease_lost",
            "=",
            "=",
            "lease_lost",
            "not_yours",
            "Expired",
            "wrong_state",
        ],
        [Drafted] =
        [
            "wrong_state",
            "Assigned",
            "lease_lost",
            "lease_lost",
            "lease_lost",
            "=",
            "=",
            "lease_lost",
            "not_yours",
            "Approved",
            "wrong_state",
        ],
        [Assigned] =
        [
            "wrong_state",
            "leased",
            "Assigned",
            "Drafted",
            "Drafted",
            "Drafted",
            "=",
            "Approved",
            "not_yours",
            "Approved",
            "wrong_state",
        ],
        [Approved] = ["wrong_state", "ended", "lease_lost", "lease_lost", "lease_lost", "=", "=", "=", "Drafted", "=", "Approved"],
        [Rewritten] =
        [
            "wrong_state",
            "ended",
            "lease_lost",
            "lease_lost",
            "lease_lost",
            "=",
            "=",
            "lease_lost",
            "Drafted",
            "=",
            "Rewritten",
        ],
        [Rejected] = ["wrong_state", "ended", "lease_lost", "lease_lost", "lease_lost", "=", "=", "lease_lost", "Drafted", "=", "Rejected"],
        [Expired] = ["wrong_state", "ended", "lease_lost", "lease_lost", "lease_lost", "=", "=", "lease_lost", "not_yours", "=", "Expired"],
    };

    [Fact]
    public void Apply_EveryActionInEveryState_IsWhatTheTableSays()
    {
        Table.Keys.ShouldBe(Enum.GetValues<AnnotationState>(), ignoreOrder: true);
        foreach (var (state, expected) in Table)
        {
            var task = In(state);
            task.State.ShouldBe(state);
            Actions.Select(action => Outcome(task, action)).ShouldBe(expected, $"from {state}");
        }
    }

    [Fact]
    public void Apply_AnyRefusal_LeavesTheTaskAsItIs()
    {
        foreach (var task in Table.Keys.Select(In))
        {
            Actions
                .Select(action => AnnotationMachine.Apply(task, action, Now))
                .Where(moved => moved.Refusal is not null)
                .ShouldAllBe(moved => ReferenceEquals(moved.Task, task));
        }
    }

    [Fact]
    public void Apply_AnyChange_CountsAndDatesIt()
    {
        var task = In(Drafted);

        var assigned = Do(task, Assign("ann"));

        (assigned.Changes, assigned.UpdatedAt).ShouldBe((task.Changes + 1, Now));
    }

    [Fact]
    public void Assign_LeaseRanOut_GivesTheTaskToAnotherPerson_AndTheFirstOneIsToldOfTheLoss()
    {
        var task = Do(In(Drafted), Assign("ann"));
        var later = Now + Lease;

        var taken = AnnotationMachine.Apply(task, Assign("ben"), later).Task;

        taken.Lease!.Annotator.ShouldBe("ben");
        var decide = new AnnotationAction.Decide("ann-lease", AnnotationChoice.Approve(0), 1, "ann");
        AnnotationMachine.Apply(taken, decide, later).Refusal!.Reason.ShouldBe(AnnotationRefusal.LeaseLost);
    }

    [Fact]
    public void Decide_LeaseRanOutButNobodyTookTheTask_Counts()
    {
        var task = Do(In(Drafted), Assign("ann"));

        var late = AnnotationMachine.Apply(task, Decide("ann", AnnotationChoice.Rewrite("好")), Now + (2 * Lease));

        late.Task.State.ShouldBe(Rewritten);
    }

    [Fact]
    public void Decide_SentAgain_ChangesNothing_AndAnotherDecisionUnderTheSameLeaseIsRefused()
    {
        var task = Do(Do(In(Drafted), Assign("ann")), Decide("ann", AnnotationChoice.Rewrite("好")));

        ReferenceEquals(Do(task, Decide("ann", AnnotationChoice.Rewrite("好"))), task).ShouldBeTrue();
        Refused(task, Decide("ann", AnnotationChoice.Rewrite("坏"))).ShouldBe(AnnotationRefusal.LeaseLost);
    }

    [Theory]
    [InlineData(AnnotationVerdict.Approve, 2, null, null)]
    [InlineData(AnnotationVerdict.Approve, null, null, null)]
    [InlineData(AnnotationVerdict.Rewrite, null, " ", null)]
    [InlineData(AnnotationVerdict.Reject, null, null, "")]
    public void Decide_IncompleteChoice_IsRefused(AnnotationVerdict verdict, int? candidate, string? text, string? reason) =>
        Refused(Do(In(Drafted), Assign("ann")), Decide("ann", new AnnotationChoice(verdict, candidate, text, reason)))
            .ShouldBe(AnnotationRefusal.InvalidChoice);

    [Fact]
    public void TwoWhoAgree_EndTheTask()
    {
        var task = Twice(AnnotationChoice.Rewrite("晴。"), AnnotationChoice.Rewrite(" 晴。 "));

        (task.State, task.Answer).ShouldBe((Rewritten, " 晴。 "));
    }

    [Fact]
    public void TwoWhoDisagree_LeaveItToAThird_WhoseDecisionCounts()
    {
        var task = Twice(AnnotationChoice.Approve(0), AnnotationChoice.Approve(1));

        (task.State, task.NeedsAdjudication).ShouldBe((Drafted, true));
        Refused(task, Assign("cai")).ShouldBe(AnnotationRefusal.WrongState);
        Refused(task, new AnnotationAction.Assign("x", Lease, true, "ann")).ShouldBe(AnnotationRefusal.NotForYou);
        var settled = Do(
            Do(task, new AnnotationAction.Assign("cai-lease", Lease, true, "cai")),
            Decide("cai", AnnotationChoice.Reject("偏题"))
        );
        settled.State.ShouldBe(Rejected);
        settled.Outcome!.Adjudicates.ShouldBeTrue();
    }

    [Fact]
    public void TheSamePerson_NeverDecidesTwice_NorGetsWhatTheySkipped()
    {
        var once = Do(Do(In(Drafted) with { Required = 2 }, Assign("ann")), Decide("ann", AnnotationChoice.Approve(0)));
        Refused(once, Assign("ann")).ShouldBe(AnnotationRefusal.NotForYou);

        var skipped = Do(Do(In(Drafted), Assign("ann")), new AnnotationAction.Skip("ann-lease", "ann"));
        Refused(skipped, Assign("ann")).ShouldBe(AnnotationRefusal.NotForYou);
        AnnotationMachine.IsOpenTo(skipped, "ben", false, Now).ShouldBeTrue();
    }

    [Fact]
    public void Undo_OfTheFirstOfTwo_LeavesTheOtherPersonAtWork()
    {
        var task = Do(Do(Do(In(Drafted) with { Required = 2 }, Assign("ann")), Decide("ann", AnnotationChoice.Approve(0))), Assign("ben"));

        var undone = Do(task, new AnnotationAction.Undo("ann"));

        (undone.State, undone.Lease!.Annotator, undone.Decisions.Count).ShouldBe((Assigned, "ben", 0));
    }

    [Fact]
    public void Undo_OfWhatIsUsed_OrOfTheDeadlinesDoing_IsRefused()
    {
        var used = Do(In(Approved), new AnnotationAction.Consume("r1", "round"));
        Refused(used, new AnnotationAction.Undo("ann")).ShouldBe(AnnotationRefusal.Consumed);

        var taken = Do(In(Drafted), new AnnotationAction.MeetDeadline("timer"));
        Refused(taken, new AnnotationAction.Undo(AnnotationDecision.Policy)).ShouldBe(AnnotationRefusal.NotYours);
    }

    [Theory]
    [InlineData(DeadlinePolicy.Take, 4, Approved)]
    [InlineData(DeadlinePolicy.Take, 5.1, Expired)]
    [InlineData(DeadlinePolicy.Drop, 0, Expired)]
    [InlineData(DeadlinePolicy.Wait, 0, Drafted)]
    public void Deadline_Untouched_FollowsThePolicy(DeadlinePolicy policy, double threshold, AnnotationState expected)
    {
        var task = In(Drafted) with { Deadline = new DeadlineRule(Some.Time, policy, threshold) };

        AnnotationMachine.Apply(task, new AnnotationAction.MeetDeadline("timer"), Now).Task.State.ShouldBe(expected);
    }

    [Fact]
    public void Deadline_OnePersonOfTwoHasDecided_TakesTheirDecision()
    {
        var task = Do(Do(In(Drafted) with { Required = 2 }, Assign("ann")), Decide("ann", AnnotationChoice.Rewrite("好")));

        Do(task, new AnnotationAction.MeetDeadline("timer")).Answer.ShouldBe("好");
    }

    [Fact]
    public void Deadline_NotYet_ChangesNothing_UnlessARoundsTimerHasFired()
    {
        var task = In(Drafted) with { Deadline = new DeadlineRule(Now.AddSeconds(1), DeadlinePolicy.Drop) };

        Outcome(task, new AnnotationAction.MeetDeadline("timer")).ShouldBe("=");
        Outcome(task, new AnnotationAction.MeetDeadline("round", Certainly: true)).ShouldBe("Expired");
    }

    private static AnnotationTask In(AnnotationState state)
    {
        var deadline = new DeadlineRule(Some.Time, DeadlinePolicy.Take);
        var drafted = SomeAnnotation.Task(deadline: deadline);
        return state switch
        {
            Queued => drafted with
            {
                State = Queued,
                Draft = null,
                Content = drafted.Content with { Candidates = [drafted.Content.Candidates[1]] },
            },
            Drafted => drafted,
            Assigned => Do(drafted, new AnnotationAction.Assign("held", Lease, false, "ann")),
            Approved => Do(In(Assigned), new AnnotationAction.Decide("held", AnnotationChoice.Approve(0), 1, "ann")),
            Rewritten => Do(In(Assigned), new AnnotationAction.Decide("held", AnnotationChoice.Rewrite("好"), 1, "ann")),
            Rejected => Do(In(Assigned), new AnnotationAction.Decide("held", AnnotationChoice.Reject("偏题"), 1, "ann")),
            _ => Do(In(Queued), new AnnotationAction.MeetDeadline("timer")),
        };
    }

    private static AnnotationTask Twice(AnnotationChoice first, AnnotationChoice second)
    {
        var task = Do(Do(In(Drafted) with { Required = 2 }, Assign("ann")), Decide("ann", first));
        return Do(Do(task, Assign("ben")), Decide("ben", second));
    }

    private static AnnotationAction.Assign Assign(string annotator) => new($"{annotator}-lease", Lease, false, annotator);

    private static AnnotationAction.Decide Decide(string annotator, AnnotationChoice choice) =>
        new($"{annotator}-lease", choice, 1, annotator);

    private static AnnotationTask Do(AnnotationTask task, AnnotationAction action)
    {
        var (after, refusal) = AnnotationMachine.Apply(task, action, Now);
        refusal.ShouldBeNull();
        return after;
    }

    private static string Refused(AnnotationTask task, AnnotationAction action) =>
        AnnotationMachine.Apply(task, action, Now).Refusal.ShouldNotBeNull().Reason;

    private static string Outcome(AnnotationTask task, AnnotationAction action)
    {
        var (after, refusal) = AnnotationMachine.Apply(task, action, Now);
        return refusal?.Reason ?? (ReferenceEquals(after, task) ? "=" : after.State.ToString());
    }
}
