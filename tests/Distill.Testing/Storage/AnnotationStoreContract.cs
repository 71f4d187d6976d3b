using System.Text.Json;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

public abstract partial class AnnotationStoreContract : PortContract<IAnnotationStore>
{
    private const string Project = "news";

    [Fact]
    public async Task AddedProject_IsFoundWithItsGuidelines_AlsoAfterReopening()
    {
        var project = SomeAnnotation.Project().WithGuidelines("只看事实。", "lead", Some.Time);
        var added = await Store.AddProjectAsync(project, Cancellation);

        var found = (await (await ReopenAsync()).FindProjectAsync(Project, Cancellation)).ShouldNotBeNull();

        found.ETag.ShouldBe(added.ETag);
        Json(found.Value).ShouldBe(Json(project));
        await Should.ThrowAsync<StoreConflictException>(() => Store.AddProjectAsync(project, Cancellation));
    }

    [Fact]
    public async Task ReplaceProject_WithAnOldETag_IsAConflict()
    {
        var added = await Store.AddProjectAsync(SomeAnnotation.Project(), Cancellation);
        await Store.ReplaceProjectAsync(added.Value.WithGuidelines("a", "lead", Some.Time), added.ETag, Cancellation);

        await Should.ThrowAsync<StoreConflictException>(() => Store.ReplaceProjectAsync(added.Value, added.ETag, Cancellation));
        (await Store.ListProjectsAsync(Cancellation).ToListAsync(Cancellation)).ShouldHaveSingleItem().CurrentGuidelines.ShouldBe(1);
    }

    [Fact]
    public async Task AddedTask_IsFoundWithItsContent_AlsoWhenThatIsLong()
    {
        // Above what a property of a table, and what a row of one, can hold.
        foreach (var length in (int[])[10, 40_000, 600_000])
        {
            var task = SomeAnnotation.Task($"s{length}", new string('长', length));
            (await Store.AddTasksAsync([task], Cancellation)).ShouldBe(1);

            var found = (await (await ReopenAsync()).FindTaskAsync(Project, task.Id, Cancellation)).ShouldNotBeNull();

            Json(found.Value).ShouldBe(Json(task));
        }
    }

    [Fact]
    public async Task AddTasks_OfKnownIds_LeavesThemAsTheyAre()
    {
        var first = SomeAnnotation.Task("s1");
        await Store.AddTasksAsync([first], Cancellation);
        await ChangeAsync(first.Id, Assign("ann"));

        var added = await Store.AddTasksAsync([.. Enumerable.Range(0, 60).Select(index => SomeAnnotation.Task($"s{index}"))], Cancellation);

        added.ShouldBe(59);
        (await Store.FindTaskAsync(Project, first.Id, Cancellation))!.Value.State.ShouldBe(AnnotationState.Assigned);
        (await Store.ListTasksAsync(Project, TaskQuery.All, Cancellation).CountAsync(Cancellation)).ShouldBe(60);
    }

    [Fact]
    public async Task Find_OfWhatIsNotThere_IsNull()
    {
        (await Store.FindProjectAsync("'; DROP TABLE annotation_projects; --", Cancellation)).ShouldBeNull();
        (await Store.FindTaskAsync(Project, "' OR 1=1 --", Cancellation)).ShouldBeNull();
        (await Store.FindTaskAsync(Project, AnnotationTaskId.Of("", "none"), Cancellation)).ShouldBeNull();
        (await Store.ListAuditAsync(Project, "' OR 1=1 --", Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AddTasks_WithAnIdOfAnotherForm_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(() =>
            Store.AddTasksAsync([SomeAnnotation.Task("s1") with { Id = "mine" }], Cancellation)
        );

    [Fact]
    public async Task ReplaceTask_WithAnOldETag_IsAConflict_AndAddsNothingToTheTrail()
    {
        var task = SomeAnnotation.Task("s1");
        await Store.AddTasksAsync([task], Cancellation);
        var read = (await Store.FindTaskAsync(Project, task.Id, Cancellation))!;
        await ChangeAsync(task.Id, Assign("ann"));

        var late = AnnotationMachine.Apply(read.Value, Assign("ben"), Some.Time).Task;
        await Should.ThrowAsync<StoreConflictException>(() =>
            Store.ReplaceTaskAsync(late, read.ETag, AuditEntry.Of(read.Value, late, Assign("ben")), Cancellation)
        );

        (await TrailAsync(task.Id)).ShouldBe(["assign ann"]);
        (await Store.FindTaskAsync(Project, task.Id, Cancellation))!.Value.Lease!.Annotator.ShouldBe("ann");
    }

    [Fact]
    public async Task Trail_HoldsEveryChangeInOrder()
    {
        var task = SomeAnnotation.Task("s1");
        await Store.AddTasksAsync([task], Cancellation);
        await ChangeAsync(task.Id, Assign("ann"));
        await ChangeAsync(task.Id, new AnnotationAction.Decide("ann-lease", AnnotationChoice.Rewrite("好"), 1, "ann"));
        await ChangeAsync(task.Id, new AnnotationAction.Undo("ann"));

        (await TrailAsync(task.Id)).ShouldBe(["assign ann", "decide ann", "undo ann"]);
        var undo = (await Store.ListAuditAsync(Project, task.Id, Cancellation).ToListAsync(Cancellation))[^1];
        undo.Before.ShouldBe(AnnotationState.Rewritten);
        undo.Removed!.Choice.Text.ShouldBe("好");
    }

    [Fact]
    public async Task DeletedTask_IsGoneWithItsTrail_FromEveryList()
    {
        AnnotationTask[] tasks = [SomeAnnotation.Task("s1"), SomeAnnotation.Task("s2")];
        await Store.AddTasksAsync(tasks, Cancellation);
        await ChangeAsync(tasks[0].Id, Assign("ann"));

        (await Store.DeleteTaskAsync(Project, tasks[0].Id, Cancellation)).ShouldBeTrue();

        (await Store.FindTaskAsync(Project, tasks[0].Id, Cancellation)).ShouldBeNull();
        (await TrailAsync(tasks[0].Id)).ShouldBeEmpty();
        (await OpenAsync(null)).ShouldBe([tasks[1].Id]);
        (await Store.DeleteTaskAsync(Project, tasks[0].Id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task ListOpen_HoldsWhatHasNotEnded_AndATaskThatIsReopened()
    {
        AnnotationTask[] tasks =
        [
            .. Enumerable.Range(0, 5).Select(index => SomeAnnotation.Task($"s{index}", round: index < 3 ? "r1" : "r2")),
        ];
        await Store.AddTasksAsync(tasks, Cancellation);
        await ChangeAsync(tasks[0].Id, Assign("ann"));
        await ChangeAsync(tasks[0].Id, new AnnotationAction.Decide("ann-lease", AnnotationChoice.Approve(0), 1, "ann"));
        await ChangeAsync(tasks[1].Id, Assign("ann"));

        (await OpenAsync(null)).ShouldBe(Ids(tasks[1..]), ignoreOrder: true);
        (await OpenAsync("r1")).ShouldBe(Ids(tasks[1..3]), ignoreOrder: true);

        await ChangeAsync(tasks[0].Id, new AnnotationAction.Undo("ann"));
        (await OpenAsync("r1")).ShouldBe(Ids(tasks[..3]), ignoreOrder: true);
    }

    [Fact]
    public async Task ListTasks_IsByIdOverPages_WithContentOnlyWhenWanted()
    {
        AnnotationTask[] tasks = [.. Enumerable.Range(0, 450).Select(index => SomeAnnotation.Task($"s{index}"))];
        await Store.AddTasksAsync(tasks, Cancellation);
        await ChangeAsync(tasks[7].Id, Assign("ann"));

        var all = await Store.ListTasksAsync(Project, TaskQuery.All, Cancellation).ToListAsync(Cancellation);
        var held = await Store
            .ListTasksAsync(
                Project,
                new TaskQuery
                {
                    State = AnnotationState.Assigned,
                    Annotator = "ann",
                    WithContent = true,
                },
                Cancellation
            )
            .ToListAsync(Cancellation);

        all.Select(task => task.Id).ShouldBe(tasks.Select(task => task.Id).Order(StringComparer.Ordinal));
        all.ShouldAllBe(task => task.Content.Messages.Count == 0);
        held.ShouldHaveSingleItem().Content.Candidates.Count.ShouldBe(2);
        (await Store.ListTasksAsync("other", TaskQuery.All, Cancellation).CountAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task ManyAnnotatorsAtOnce_NeverGetTheSameTask_AndDecideEachOnce()
    {
        var project = SomeAnnotation.Project() with { DoubleShare = 0 };
        await Store.AddTasksAsync([.. Enumerable.Range(0, 12).Select(index => SomeAnnotation.Task($"s{index}"))], Cancellation);
        // Desks of their own on stores of their own: what processes are.
        var desks = new List<AnnotationDesk>();
        for (var person = 0; person < 4; person++)
        {
            desks.Add(new AnnotationDesk(await ReopenAsync(), TimeProvider.System));
        }

        var done = await Task.WhenAll(desks.Select((desk, person) => WorkAsync(desk, $"person{person}")));

        done.SelectMany(ids => ids).ShouldBeUnique();
        done.Sum(ids => ids.Count).ShouldBe(12);
        (await OpenAsync(null)).ShouldBeEmpty();

        async Task<List<string>> WorkAsync(AnnotationDesk desk, string annotator)
        {
            await Task.Yield();
            var decided = new List<string>();
            while (await desk.NextAsync(project, annotator, false, Cancellation) is { } taken)
            {
                var decide = new AnnotationAction.Decide(taken.Value.Lease!.Id, AnnotationChoice.Approve(0), 1, annotator);
                (await desk.ApplyAsync(Project, taken.Value.Id, decide, null, Cancellation)).Refusal.ShouldBeNull();
                decided.Add(taken.Value.Id);
            }

            return decided;
        }
    }

    private static AnnotationAction.Assign Assign(string annotator) => new($"{annotator}-lease", TimeSpan.FromMinutes(5), false, annotator);

    private static IEnumerable<string> Ids(IEnumerable<AnnotationTask> tasks) => tasks.Select(task => task.Id);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, StorageJson.Options);

    private async Task<List<string>> WaitingAsync(string annotator, bool adjudicate = false) =>
        await Store.ListWaitingAsync(Project, annotator, adjudicate, Cancellation).Select(task => task.Id).ToListAsync(Cancellation);

    private async Task DecideAsync(string id, string annotator, AnnotationChoice choice, int minutes = 0)
    {
        await ChangeAsync(id, Assign(annotator), minutes);
        await ChangeAsync(id, new AnnotationAction.Decide($"{annotator}-lease", choice, 1, annotator), minutes);
    }

    private async Task ChangeAsync(string id, AnnotationAction action, int minutes = 0)
    {
        var found = (await Store.FindTaskAsync(Project, id, Cancellation)).ShouldNotBeNull();
        var (task, refusal) = AnnotationMachine.Apply(found.Value, action, Some.Time.AddMinutes(minutes));
        refusal.ShouldBeNull();
        await Store.ReplaceTaskAsync(task, found.ETag, AuditEntry.Of(found.Value, task, action), Cancellation);
    }

    private async Task<List<string>> TrailAsync(string id) =>
        await Store.ListAuditAsync(Project, id, Cancellation).Select(entry => $"{entry.Action} {entry.By}").ToListAsync(Cancellation);

    private async Task<List<string>> OpenAsync(string? round) =>
        await Store.ListOpenAsync(Project, round, Cancellation).Select(task => task.Id).ToListAsync(Cancellation);
}
