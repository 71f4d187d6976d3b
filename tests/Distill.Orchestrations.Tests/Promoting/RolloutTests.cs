using Distill.Core.Evaluation.Gates;
using Distill.Core.Gateway;
using Distill.Core.Promotion;
using Distill.Core.Runs;
using Distill.Orchestrations.Promoting;

namespace Distill.Orchestrations.Tests.Promoting;

public class RolloutTests
{
    [Fact]
    public async Task A_challenger_that_does_well_takes_over_step_by_step_and_the_registry_says_so()
    {
        await using var driver = await RolloutDriver.StartAsync();
        var seen = new List<string>();

        var rollout = await driver.RunAsync(async record =>
        {
            var alias = await driver.AliasAsync();
            seen.Add($"{alias.Shadows.Sum(shadow => shadow.Percent)}/{alias.Targets.FirstOrDefault(Is)?.Weight ?? 0}");
            await driver.TrafficAsync(record);
        });

        rollout.State.ShouldBe(RolloutState.Promoted, rollout.Summary);
        seen.ShouldBe(["10/0", "0/20"]);
        var online = await driver.AliasAsync();
        online.Targets.ShouldHaveSingleItem().Version.ShouldBe("ft:1");
        online.Fallbacks.ShouldHaveSingleItem().Model.ShouldBe("teacher");
        online.Shadows.ShouldBeEmpty();
        (await driver.OutcomeAsync()).State.ShouldBe(RolloutState.Promoted);
        var promotion = (await driver.Models.FindAsync("ft:1"))!.Value.Promotions.ShouldHaveSingleItem();
        (promotion.Rollout, promotion.Alias, promotion.RolledBackAt).ShouldBe((RolloutDriver.Id, "online", null));
        rollout.Audit.Select(entry => entry.What).ShouldBe([RolloutEvent.Advance, RolloutEvent.Advance, RolloutEvent.Complete]);
        rollout.Looks[^1].Challenger.Requests.ShouldBe(25);

        static bool Is(AliasTarget target) => target.Version == "ft:1";
    }

    [Theory]
    [InlineData(0.9, 1, 100, "errors")]
    [InlineData(0, 0.04, 100, "likes")]
    [InlineData(0, 1, 900, "latency")]
    public async Task A_challenger_that_does_badly_is_taken_back_by_itself(double failures, double likes, double ms, string guard)
    {
        await using var driver = await RolloutDriver.StartAsync();

        var rollout = await driver.RunAsync(record =>
            record.Position == 0 ? driver.TrafficAsync(record) : driver.TrafficAsync(record, failures, likes, ms)
        );

        rollout.State.ShouldBe(RolloutState.RolledBack);
        rollout.Summary.ShouldContain($"{guard}:");
        rollout.Looks[^1].Verdict.Checks.Single(check => check.Name == guard).Breached.ShouldBeTrue();
        AliasRollout.Same(await driver.AliasAsync(), rollout.Baseline).ShouldBeTrue();
        (await driver.Models.FindAsync("ft:1"))!.Value.Promotions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_challenger_that_fails_behind_its_fallback_is_seen_to_fail()
    {
        await using var driver = await RolloutDriver.StartAsync();

        var rollout = await driver.RunAsync(record =>
            driver.TrafficAsync(record, newFailures: record.Position, fallsBack: record.Position == 1)
        );

        rollout.State.ShouldBe(RolloutState.RolledBack);
        rollout.Summary.ShouldContain("errors:");
        rollout.Looks[^1].Challenger.Failed.ShouldBe(25);
    }

    [Fact]
    public async Task Without_traffic_nothing_is_shown_and_the_challenger_goes_back()
    {
        await using var driver = await RolloutDriver.StartAsync();

        var rollout = await driver.RunAsync(record => driver.TrafficAsync(record, count: 5));

        rollout.State.ShouldBe(RolloutState.RolledBack);
        rollout.Summary.ShouldContain("only 5 of 20 requests");
        (await driver.AliasAsync()).Shadows.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_approval_is_waited_for_and_a_refusal_changes_nothing()
    {
        await using var driver = await RolloutDriver.StartAsync(RolloutDriver.Plan with { RequireApproval = true });
        (await driver.WaitAsync(_ => true)).State.ShouldBe(RolloutState.AwaitingApproval);
        (await driver.AliasAsync()).Shadows.ShouldBeEmpty();

        await driver.SayAsync(RolloutSignals.Decline);

        (await driver.OutcomeAsync()).State.ShouldBe(RolloutState.Declined);
        (await driver.WaitAsync(_ => true)).Audit.ShouldHaveSingleItem().By.ShouldBe("ann");
        (await driver.AliasAsync()).Targets.ShouldHaveSingleItem().Model.ShouldBe("teacher");
    }

    [Fact]
    public async Task An_approved_rollout_begins_and_a_person_may_skip_the_rest()
    {
        await using var driver = await RolloutDriver.StartAsync(RolloutDriver.Plan with { RequireApproval = true });
        await driver.WaitAsync(_ => true);

        await driver.SayAsync(RolloutSignals.Approve);
        await driver.WaitAsync(record => record.Position == 0);
        await driver.SayAsync(RolloutSignals.Complete);

        (await driver.OutcomeAsync()).State.ShouldBe(RolloutState.Promoted);
        (await driver.AliasAsync()).Targets.ShouldHaveSingleItem().Version.ShouldBe("ft:1");
    }

    [Fact]
    public async Task Nobody_who_approves_in_time_is_a_refusal()
    {
        var plan = RolloutDriver.Plan with { RequireApproval = true, ApprovalPatience = TimeSpan.FromHours(1) };
        await using var driver = await RolloutDriver.StartAsync(plan);
        await driver.WaitAsync(_ => true);

        for (var tries = 0; (await driver.WaitAsync(_ => true)).State == RolloutState.AwaitingApproval; tries++)
        {
            tries.ShouldBeLessThan(500);
            driver.Time.Advance(TimeSpan.FromMinutes(30));
            await driver.WaitAsync(record => record.State == RolloutState.Declined, briefly: true);
        }

        (await driver.OutcomeAsync()).Summary.ShouldContain("nobody approved in time");
    }

    [Fact]
    public async Task A_persons_change_of_the_alias_ends_the_rollout_and_stays()
    {
        await using var driver = await RolloutDriver.StartAsync();
        await driver.RunAsync(until: record => record.Position == 1);
        var mine = new ModelAlias { Name = "online", Targets = [new AliasTarget { Model = "student" }] };
        var current = (await driver.Aliases.FindAsync("online"))!;
        await driver.Aliases.ReplaceAsync(mine, current.ETag);

        var rollout = await driver.RunAsync();

        rollout.State.ShouldBe(RolloutState.RolledBack);
        rollout.Summary.ShouldContain("changed by somebody else");
        AliasRollout.Same(await driver.AliasAsync(), mine).ShouldBeTrue();
    }

    [Fact]
    public async Task A_person_takes_back_at_once_during_a_rollout_and_also_after_it()
    {
        await using var driver = await RolloutDriver.StartAsync();
        var promoted = await driver.RunAsync();
        promoted.State.ShouldBe(RolloutState.Promoted);

        var (rollout, refusal) = await driver.Desk.BackAsync(RolloutDriver.Id, "ann", "users complain");

        refusal.ShouldBeNull();
        rollout.State.ShouldBe(RolloutState.RolledBack);
        AliasRollout.Same(await driver.AliasAsync(), promoted.Baseline).ShouldBeTrue();
        (await driver.Models.FindAsync("ft:1"))!.Value.Promotions.Single().RolledBackAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_host_that_stops_in_a_step_goes_on_and_ends_in_the_same_state()
    {
        await using var driver = await RolloutDriver.StartAsync();
        await driver.RunAsync(until: record => record.Position == 1);
        await driver.CloseAsync();
        // What the orchestrator would have asked for next was carried out, and then the process was killed: it is asked for again.
        await driver.Desk.EnterAsync(RolloutDriver.Id, 1, RolloutAudit.Watch, "again");
        await driver.OpenAsync();

        (await driver.RunAsync()).State.ShouldBe(RolloutState.Promoted);
        (await driver.OutcomeAsync()).State.ShouldBe(RolloutState.Promoted);
    }

    [Fact]
    public async Task A_decision_record_that_was_changed_or_lost_begins_nothing()
    {
        await using var driver = await RolloutDriver.StartAsync(change: input =>
            input with
            {
                DecisionPath = "runs/r1/decision.json",
                DecisionSha256 = new string('0', 64),
            }
        );

        (await driver.OutcomeAsync()).State.ShouldBe(RolloutState.Declined);
        (await driver.AliasAsync()).Shadows.ShouldBeEmpty();

        await RunBlobs.WriteTextAsync(driver.Blobs, "runs/r2/decision.json", """{"outcome":"promote"}""");
        var record = await driver.Desk.BeginAsync(
            (await driver.WaitAsync(_ => true)) with
            {
                Id = "rollout-2",
                DecisionPath = "runs/r2/decision.json",
            },
            "ann"
        );
        record.State.ShouldBe(RolloutState.Declined);
        record.Summary.ShouldContain("was changed");
    }

    [Theory]
    [InlineData(GateOutcome.Promote, RolloutState.Rolling)]
    [InlineData(GateOutcome.Keep, RolloutState.Declined)]
    [InlineData(GateOutcome.NeedMoreData, RolloutState.Declined)]
    public async Task A_decision_record_as_it_was_written_is_followed(GateOutcome outcome, RolloutState expected)
    {
        await using var driver = new RolloutDriver();

        var record = await driver.BeginDecidedAsync(RolloutDriver.Subject, RolloutDriver.Plan, outcome);

        record.State.ShouldBe(expected, record.Summary);
        (await driver.AliasAsync()).Shadows.Count.ShouldBe(expected == RolloutState.Rolling ? 1 : 0);
    }

    [Fact]
    public async Task A_decision_about_another_challenger_begins_nothing()
    {
        await using var driver = new RolloutDriver();
        var other = RolloutDriver.Subject with { Challenger = new DecidedModel("student", "ft:0") };

        var record = await driver.BeginDecidedAsync(other, RolloutDriver.Plan);

        record.State.ShouldBe(RolloutState.Declined);
        record.Summary.ShouldContain("about 'ft:0', not about 'ft:1'");
        (await driver.AliasAsync()).Shadows.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_approval_does_not_make_up_for_an_online_model_that_was_replaced_meanwhile()
    {
        await using var driver = new RolloutDriver();
        var waiting = await driver.BeginDecidedAsync(RolloutDriver.Subject, RolloutDriver.Plan with { RequireApproval = true });
        waiting.State.ShouldBe(RolloutState.AwaitingApproval);
        var alias = (await driver.Aliases.FindAsync("online")).ShouldNotBeNull();
        await driver.Aliases.ReplaceAsync(alias.Value with { Targets = [new AliasTarget { Model = "student" }] }, alias.ETag);

        var record = await driver.Desk.ApproveAsync(RolloutDriver.Id, "ann", "read the report");

        record.State.ShouldBe(RolloutState.Declined);
        record.Summary.ShouldContain("'online' leads to 'student' now");
        (await driver.AliasAsync()).Targets.ShouldHaveSingleItem().Model.ShouldBe("student");
    }

    [Fact]
    public async Task Two_rollouts_of_one_alias_do_not_run_at_once()
    {
        await using var driver = await RolloutDriver.StartAsync();
        var first = await driver.WaitAsync(record => record.Position == 0);
        driver.Time.Advance(TimeSpan.FromSeconds(1));

        var second = await driver.Desk.BeginAsync(
            first with
            {
                Id = "rollout-2",
                Position = -1,
                Challenger = new AliasTarget { Model = "student" },
            },
            "ann"
        );

        second.State.ShouldBe(RolloutState.Declined);
        second.Summary.ShouldContain("'rollout-1'");
    }

    [Fact]
    public async Task A_rollout_of_many_looks_keeps_a_short_history()
    {
        var steps = RolloutDriver.Plan.Steps.Select(step =>
            step with
            {
                Patience = TimeSpan.FromHours(3),
                Hold = TimeSpan.FromMinutes(90),
            }
        );
        await using var driver = await RolloutDriver.StartAsync(RolloutDriver.Plan with { Steps = [steps.First()] });

        var rollout = await driver.RunAsync();

        rollout.State.ShouldBe(RolloutState.Promoted, rollout.Summary);
        rollout.LookCount.ShouldBeGreaterThan(Rollout.LooksPerHistory);
        (await driver.OutcomeAsync()).State.ShouldBe(RolloutState.Promoted);
    }
}
