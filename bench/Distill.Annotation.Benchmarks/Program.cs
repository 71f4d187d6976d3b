using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Storage.Azure;
using Distill.Storage.Azure.Blobs;
using Distill.Storage.Azure.Tables;
using Distill.Storage.Local;
using Distill.Storage.Local.State;
using Microsoft.Extensions.Logging.Abstractions;

// What an annotator waits for, in a project of few tasks and in one of many. The figures to judge by are the ratios of the two: they should be near 1, where reading all tasks grows with them.
// Arguments: tasks of the large project (default 100,000); then, for a storage account, its connection string.
const int Small = 1_000;
const int Rounds = 40;
const string Lead = "lead";
var large = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var folder = Directory.CreateTempSubdirectory("distill-annotation-").FullName;
try
{
    using var database = new StateDatabase(new LocalHome(new LocalStorageOptions { Home = folder }, TimeProvider.System));
    var store = args.Length > 1 ? Account(args[1]) : new LocalAnnotationStore(database);
    _ = await MeasureAsync(store, "warm", Small / 4);
    var few = await MeasureAsync(store, "few", Small);
    var many = await MeasureAsync(store, "many", large);
    Console.WriteLine($"{(args.Length > 1 ? "storage account" : "SQLite")}, median of {Rounds}, ms     {Small, 8} {large, 8}   ratio");
    foreach (var (name, milliseconds) in few)
    {
        Console.WriteLine($"{name, -40} {milliseconds, 8:F2} {many[name], 8:F2}   x{many[name] / milliseconds:F1}");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static IAnnotationStore Account(string connection)
{
    var clients = new AzureStorageClients(new AzureStorageOptions { ConnectionString = connection });
    return new AzureAnnotationStore(clients, new AzureBlobStore(clients, TimeProvider.System, NullLogger<AzureBlobStore>.Instance));
}

static async Task<Dictionary<string, double>> MeasureAsync(IAnnotationStore store, string name, int count)
{
    var project = new AnnotationProject
    {
        Id = $"{name}-{Guid.NewGuid():N}"[..20],
        Name = name,
        CreatedAt = DateTimeOffset.UtcNow,
        DoubleShare = 0.3,
    };
    await store.AddProjectAsync(project);
    var watch = Stopwatch.StartNew();
    foreach (var chunk in Enumerable.Range(0, count).Chunk(2_000))
    {
        await store.AddTasksAsync([.. chunk.Select(index => Make(project, index))]);
    }

    Console.WriteLine($"{count} tasks added in {watch.Elapsed.TotalSeconds:F1} s");
    var desk = new AnnotationDesk(store, TimeProvider.System);
    // Of what one person has decided, the share that a second one is to decide stays open and is not for the first.
    for (var decided = 0; decided < Math.Min(count / 10, 1_000); decided++)
    {
        await DecideAsync(desk, project, Lead);
    }

    var taken = new List<Versioned<AnnotationTask>>();
    var middle = await store.ListTasksAsync(project.Id, new TaskQuery { After = "8" }).FirstAsync();
    return new Dictionary<string, double>
    {
        ["next task, of a person alone"] = await MedianAsync(async () => taken.Add((await desk.NextAsync(project, Lead))!)),
        ["next task and decide"] = await MedianAsync(() => DecideAsync(desk, project, Lead)),
        ["next task, second opinion"] = await MedianAsync(() => DecideAsync(desk, project, "second")),
        ["undo of the last decision"] = await MedianAsync(() => desk.UndoLastAsync(project.Id, Lead)),
        ["stats"] = await MedianAsync(() => store.TallyAsync(project.Id)),
        ["page of 50 in the middle"] = await MedianAsync(() => PageAsync(new TaskQuery { After = middle.Id })),
        ["page of 50 approved"] = await MedianAsync(() => PageAsync(new TaskQuery { State = AnnotationState.Approved })),
        ["all heads, as stats and undo read before"] = await MedianAsync(
            () => store.ListTasksAsync(project.Id, TaskQuery.All).CountAsync().AsTask(),
            3
        ),
    };

    Task PageAsync(TaskQuery query) => store.ListTasksAsync(project.Id, query).Take(50).CountAsync().AsTask();
}

static async Task DecideAsync(AnnotationDesk desk, AnnotationProject project, string annotator)
{
    var task = (await desk.NextAsync(project, annotator))!.Value;
    var decide = new AnnotationAction.Decide(task.Lease!.Id, AnnotationChoice.Approve(0), 0, annotator);
    var answer = await desk.ApplyAsync(project.Id, task.Id, decide);
    if (answer.Refusal is { } refusal)
    {
        throw new InvalidOperationException(refusal.Message);
    }
}

static async Task<double> MedianAsync(Func<Task> action, int rounds = Rounds)
{
    var times = new List<double>();
    for (var round = 0; round < rounds; round++)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    times.Sort();
    return times[rounds / 2];
}

static AnnotationTask Make(AnnotationProject project, int index)
{
    var text = $"第{index}条：今天上海的天气怎么样，适合出门吗？ What should one take along? ";
    var sample = new Sample
    {
        Id = $"row-{index}",
        Messages = [new Message("user", string.Concat(Enumerable.Repeat(text, 4))), Message.Assistant(text)],
        Meta = new JsonObject { ["asid"] = $"asid-{index:D12}", ["model"] = "student" },
    };
    return AnnotationTasks.Of(project, sample, DateTimeOffset.UnixEpoch.AddSeconds(index), round: "r1");
}
