using Distill.Core.Annotation;

namespace Distill.Testing.Storage;

public abstract partial class AnnotationStoreContract
{
    [Fact]
    public async Task ListTasks_AfterAnId_BeginsWithTheNextOne()
    {
        AnnotationTask[] tasks = [.. Enumerable.Range(0, 40).Select(index => SomeAnnotation.Task($"s{index}"))];
        await Store.AddTasksAsync(tasks, Cancellation);
        string[] ids = [.. Ids(tasks).Order(StringComparer.Ordinal)];

        var rest = await Store.ListTasksAsync(Project, new TaskQuery { After = ids[16] }, Cancellation).ToListAsync(Cancellation);

        rest.Select(task => task.Id).ShouldBe(ids[17..]);
    }

    [Fact]
    public async Task ListWaiting_HoldsWhatIsForAPerson_HeldFirst_ThenSecondDecisions_AndNothingOfTheirOwn()
    {
        AnnotationTask[] tasks = [.. Enumerable.Range(0, 30).Select(index => SomeAnnotation.Task($"s{index}") with { Required = 2 })];
        await Store.AddTasksAsync(tasks, Cancellation);
        foreach (var task in tasks[..9])
        {
            await DecideAsync(task.Id, "ben", AnnotationChoice.Approve(0));
        }

        foreach (var task in tasks[9..12])
        {
            await DecideAsync(task.Id, "cleo", AnnotationChoice.Approve(0));
        }

        await DecideAsync(tasks[0].Id, "cleo", AnnotationChoice.Reject("no"));
        await ChangeAsync(tasks[29].Id, Assign("ben"));

        var ben = await WaitingAsync("ben");
        ben.Take(4).ShouldBe([tasks[29].Id, .. Ids(tasks[9..12])], ignoreOrder: true);
        ben[0].ShouldBe(tasks[29].Id);
        ben.Distinct().ShouldBe(Ids(tasks[9..]), ignoreOrder: true);
        (await WaitingAsync("ann")).ShouldBe(Ids(tasks[1..]), ignoreOrder: true);
        (await WaitingAsync("ann", adjudicate: true)).ShouldBe([tasks[0].Id]);

        await ChangeAsync(tasks[0].Id, new AnnotationAction.Undo("cleo"));
        (await WaitingAsync("ann", adjudicate: true)).ShouldBeEmpty();
        (await WaitingAsync("cleo"))[0].ShouldBeOneOf([.. Ids(tasks[..9])]);
    }

    [Fact]
    public async Task FindLastDecided_FollowsDecisionsAndUndoing_OfThePersonAlone()
    {
        AnnotationTask[] tasks = [.. Enumerable.Range(0, 4).Select(index => SomeAnnotation.Task($"s{index}"))];
        await Store.AddTasksAsync(tasks, Cancellation);
        (await Store.FindLastDecidedAsync(Project, "ann", Cancellation)).ShouldBeNull();
        await DecideAsync(tasks[2].Id, "ann", AnnotationChoice.Approve(0), minutes: 1);
        await DecideAsync(tasks[0].Id, "ann", AnnotationChoice.Approve(0), minutes: 2);
        await DecideAsync(tasks[1].Id, "ben", AnnotationChoice.Approve(0), minutes: 3);

        (await Store.FindLastDecidedAsync(Project, "ann", Cancellation)).ShouldBe(tasks[0].Id);
        await ChangeAsync(tasks[0].Id, new AnnotationAction.Undo("ann"));
        (await (await ReopenAsync()).FindLastDecidedAsync(Project, "ann", Cancellation)).ShouldBe(tasks[2].Id);
        (await Store.FindLastDecidedAsync("other", "ann", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Tally_IsWhatAllTasksAddUpTo_AfterEveryKindOfChange()
    {
        AnnotationTask[] tasks =
        [
            .. Enumerable
                .Range(0, 24)
                .Select(index => SomeAnnotation.Task($"s{index}", round: index < 12 ? "r1" : "") with { Required = 1 + (index % 2) }),
        ];
        await Store.AddTasksAsync(tasks, Cancellation);
        await Store.AddTasksAsync(tasks[..3], Cancellation);
        foreach (var (index, task) in tasks[..20].Index())
        {
            await DecideAsync(task.Id, "ann", index % 3 == 0 ? AnnotationChoice.Reject("no") : AnnotationChoice.Approve(index % 2));
        }

        foreach (var task in tasks[..12].Where(task => task.Required == 2))
        {
            await DecideAsync(task.Id, "ben", AnnotationChoice.Approve(1));
        }

        await ChangeAsync(tasks[0].Id, new AnnotationAction.Undo("ann"));
        await ChangeAsync(tasks[21].Id, Assign("ben"));
        await ChangeAsync(tasks[21].Id, new AnnotationAction.Skip("ben-lease", "ben"));
        await ChangeAsync(tasks[22].Id, new AnnotationAction.MeetDeadline("timer", Certainly: true));
        await Store.DeleteTaskAsync(Project, tasks[2].Id, Cancellation);

        foreach (var round in (string?[])[null, "r1", ""])
        {
            var all = await Store.ListTasksAsync(Project, new TaskQuery { Round = round }, Cancellation).ToListAsync(Cancellation);
            var figures = (await (await ReopenAsync()).TallyAsync(Project, round, Cancellation)).ToFigures();
            Json(figures).ShouldBe(Json(AnnotationFigures.Of(all)));
            figures.Tasks.ShouldBe(all.Count);
        }

        (await Store.TallyAsync("other", null, Cancellation)).Counts.ShouldBeEmpty();
    }
}
