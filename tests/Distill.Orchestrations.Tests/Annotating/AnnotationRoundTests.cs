using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Orchestrations.Annotating;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Annotating;

/// <summary>A round on the real host: engine, stores and activities as they are; teacher and judge are the emulator's.</summary>
public sealed class AnnotationRoundTests : IAsyncLifetime
{
    private const int Rows = 4;

    private RunDriver _driver = null!;

    private AnnotationDesk Desk => _driver.Host.Services.GetRequiredService<AnnotationDesk>();

    private IAnnotationStore Store => _driver.Host.Services.GetRequiredService<IAnnotationStore>();

    public async ValueTask InitializeAsync()
    {
        _driver = await RunDriver.StartAsync();
        await Store.AddProjectAsync(SomeAnnotation.Project() with { DoubleShare = 0 });
        await using var writer = _driver.Host.Services.GetRequiredService<DatasetLibrary>().CreateWriter(Some.Draft("replies", "replies"));
        for (var row = 0; row < Rows; row++)
        {
            var thumb = row == 0 ? 1 : -1;
            var sample = SomeAnnotation.Online($"s{row}", "unsure", thumb);
            await writer.WriteAsync(
                sample with
                {
                    Messages = [Message.User($"What a fine film number {row}"), Message.Assistant("unsure")],
                }
            );
        }

        await writer.CommitAsync();
    }

    public ValueTask DisposeAsync() => _driver.DisposeAsync();

    [Fact]
    public async Task People_decide_the_last_decision_ends_the_wait_and_datasets_say_whom_they_come_from()
    {
        // An hour between two looks: what ends the wait in time is the event of the last decision.
        await StartAsync(Round() with { Teacher = "teacher", Judge = "judge", Drafts = 2, PollSeconds = 3600 });
        await WaitForTasksAsync();
        (await _driver.RequestsAsync("teacher")).ShouldBe(Rows * 2);

        await DecideAllAsync();
        var outcome = await EndAsync();

        outcome.Tasks.ShouldBe(
            new Dictionary<string, long>
            {
                ["approved"] = 1,
                ["rewritten"] = 2,
                ["rejected"] = 1,
            },
            ignoreOrder: true
        );
        outcome.Supervised!.Records.ShouldBe(3);
        outcome.Supervised.Rejected.ShouldBe(1);
        // Of the pairs one has no answer, and the user liked one of the replies or its guard held; every row is a pair or a reject.
        (outcome.Pairs!.Records + outcome.Pairs.Rejected).ShouldBe(Rows);
        (outcome.Thumbs!.Records, outcome.Thumbs.Rejected).ShouldBe((Rows, 0));
        outcome.Usage.Keys.ShouldBe(["teacher/draft", "judge/judge-drafts"], ignoreOrder: true);
        var row = await FirstRowAsync(outcome.Supervised.DatasetId);
        row.Meta!["annotation"]!["annotators"]!.AsArray().Select(name => (string?)name).ShouldBe(["ann"]);
        row.Meta["asid"]!.GetValue<string>().ShouldStartWith("as-s");
        (await Desk.UndoLastAsync("news", "ann")).Refusal!.Reason.ShouldBe(AnnotationRefusal.Consumed);
    }

    [Fact]
    public async Task Drafts_are_judged_and_ranked_with_reasons()
    {
        await StartAsync(Round() with { Teacher = "teacher", Judge = "judge", PollSeconds = 3600 });
        await WaitForTasksAsync();

        var task = (await Desk.NextAsync((await Store.FindProjectAsync("news"))!.Value, "ann")).ShouldNotBeNull().Value;

        task.State.ShouldBe(AnnotationState.Assigned);
        var drafts = task.Content.Candidates.Where(candidate => candidate.Source == CandidateSource.Teacher).ToList();
        drafts.ShouldNotBeEmpty();
        drafts.ShouldAllBe(draft => draft.Score >= 1 && draft.Score <= 5 && draft.Reason != null && draft.Model == "teacher");
        drafts.ShouldBe(drafts.OrderByDescending(draft => draft.Score));
        task.Content.Candidates[^1].ShouldBe(new AnnotationCandidate(CandidateSource.Online, "unsure", "small"));
        task.Content.Meta!.ContainsKey("drafts").ShouldBeFalse();
    }

    [Theory]
    [InlineData(DeadlinePolicy.Take, 1, "approved")]
    [InlineData(DeadlinePolicy.Take, 6, "expired")]
    [InlineData(DeadlinePolicy.Drop, 1, "expired")]
    public async Task At_the_deadline_the_policy_decides_what_people_have_not(DeadlinePolicy policy, double threshold, string expected)
    {
        var passed = new DeadlineRule(Some.Time.AddYears(-1), policy, threshold);
        await StartAsync(Round() with { Teacher = "teacher", Judge = "judge", Deadline = passed });

        var outcome = await EndAsync();

        outcome.Tasks.ShouldBe(new Dictionary<string, long> { [expected] = Rows });
        (outcome.Supervised?.Records ?? 0).ShouldBe(expected == "approved" ? Rows : 0);
    }

    [Fact]
    public async Task A_host_that_stops_while_people_work_goes_on_where_it_was_and_asks_nothing_again()
    {
        await StartAsync(Round() with { Teacher = "teacher", PollSeconds = 3600 });
        await WaitForTasksAsync();
        var asked = await _driver.RequestsAsync("teacher");
        await _driver.StopHostAsync();
        await _driver.StartHostAsync();

        await DecideAllAsync();
        var outcome = await EndAsync();

        outcome.Supervised!.Records.ShouldBe(3);
        (await _driver.RequestsAsync("teacher")).ShouldBe(asked);
    }

    [Fact]
    public async Task A_model_that_is_not_configured_fails_the_round_before_anything_is_paid()
    {
        await StartAsync(Round() with { Teacher = "nobody" });

        var ended = await _driver.Host.Client.WaitForInstanceCompletionAsync("r1", getInputsAndOutputs: true);

        ended.FailureDetails.ShouldNotBeNull().ToString().ShouldContain("'nobody'");
    }

    private static AnnotationRoundInput Round() =>
        new()
        {
            RoundId = "r1",
            RunId = "r1",
            Project = "news",
            Dataset = "replies",
        };

    private Task StartAsync(AnnotationRoundInput round) => AnnotationRounds.StartAsync(_driver.Host.Client, round);

    private async Task WaitForTasksAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (
            await _driver.Host.Client.GetInstanceAsync(AnnotationRounds.WaitInstance("r1"))
                is not { RuntimeStatus: OrchestrationRuntimeStatus.Running }
        )
        {
            await Task.Delay(10, patience.Token);
        }

        (await Store.ListOpenAsync("news", "r1").CountAsync()).ShouldBe(Rows);
    }

    // One is approved, one rejected, the others rewritten; what ends the last one tells the round.
    private async Task DecideAllAsync()
    {
        var project = (await Store.FindProjectAsync("news"))!.Value;
        var rounds = _driver.Host.Services.GetRequiredService<AnnotationRounds>();
        for (var number = 0; await Desk.NextAsync(project, "ann") is { } taken; number++)
        {
            var choice = number switch
            {
                0 => AnnotationChoice.Approve(0),
                1 => AnnotationChoice.Reject("off topic"),
                _ => AnnotationChoice.Rewrite("The film is good."),
            };
            var decide = new AnnotationAction.Decide(taken.Value.Lease!.Id, choice, 0, "ann");
            (await Desk.ApplyAsync("news", taken.Value.Id, decide)).Refusal.ShouldBeNull();
            await rounds.TaskEndedAsync(_driver.Host.Client, "news", "r1");
        }
    }

    private async Task<AnnotationRoundOutcome> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ended = await _driver.Host.Client.WaitForInstanceCompletionAsync("r1", getInputsAndOutputs: true, patience.Token);
        var outcome = ended.ReadOutputAs<AnnotationRoundOutcome>().ShouldNotBeNull(ended.FailureDetails?.ToString());
        outcome.Failure.ShouldBeNull();
        return outcome;
    }

    private async Task<Sample> FirstRowAsync(string datasetId)
    {
        var manifest = (await _driver.Host.Services.GetRequiredService<IDatasetStore>().FindAsync(datasetId)).ShouldNotBeNull();
        manifest.Parents.ShouldBe(["replies"]);
        return await _driver.Host.Services.GetRequiredService<DatasetLibrary>().ReadAsync(manifest).FirstAsync();
    }
}
