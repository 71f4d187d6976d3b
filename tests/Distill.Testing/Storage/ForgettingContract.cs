using System.Text;
using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Privacy;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

/// <summary>Forgetting on every kind of storage: log files are append blobs in one and files in the other.</summary>
public abstract partial class ForgettingContract
{
    private const string User = "11111111111111111111111111111111";
    private const string Log = "logs/2026/11/23/08/host-000000.jsonl";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IBlobStore Blobs { get; }

    protected abstract IDatasetStore Datasets { get; }

    protected abstract IAnnotationStore Annotations { get; }

    protected abstract IModelRegistry Models { get; }

    protected abstract IRunStore Runs { get; }

    protected abstract IResponseCache Cache { get; }

    private ForgottenFiles Files => new(Blobs, Cache);

    [Fact]
    public async Task A_user_is_gone_from_logs_feedback_datasets_and_tasks_and_the_models_are_named()
    {
        await FillAsync();

        var receipt = await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);

        await ShouldBeForgottenAsync(receipt);
        receipt.CompletedAt.ShouldNotBeNull();
        receipt.Logs.ShouldBe([new(Log, 2)]);
        receipt.Feedback.Values.Sum().ShouldBe(1);
        receipt.Datasets.Select(item => (item.Dataset, item.Rows)).ShouldBe([("d1", 1), ("d2", 2)]);
        receipt.Tasks.Count.ShouldBe(1);
        receipt.Models.ShouldBe(["ft:1", "ft:2", "ft:3"]);
    }

    [Fact]
    public async Task Versions_without_the_rows_keep_counts_hashes_and_lineage_and_the_rows_of_others()
    {
        await FillAsync();
        await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);

        var next = (await Datasets.FindByNameAsync("traffic", cancellationToken: Cancel)).ShouldNotBeNull();

        (next.Version, next.Operation, next.Records, next.RejectCount).ShouldBe((2, "forget", 2, 1));
        next.Parents.ShouldBe(["d1"]);
        var rows = await Library(Blobs).ReadAsync(next, verify: true, Cancel).Select(row => row.Id).ToListAsync(Cancel);
        rows.ShouldBe(["a2", "a3"]);
        // The old version says what it was, and can no longer be read.
        var old = (await Datasets.FindAsync("d1", Cancel)).ShouldNotBeNull();
        await Should.ThrowAsync<BlobNotFoundException>(async () => await Library(Blobs).ReadAsync(old).ToListAsync(Cancel));
        var family = await new DatasetLineage(Datasets, Models).DescendantsAsync("d1", Cancel);
        family.Select(entry => entry.Id).ShouldContain(next.Id);
    }

    [Fact]
    public async Task One_exchange_is_forgotten_with_its_copies_and_nothing_else_of_the_user()
    {
        await FillAsync();

        var receipt = await Forgetting(Blobs).ExchangeAsync("a2", dryRun: false, Cancel);

        receipt.Logs.Values.Sum().ShouldBe(1);
        (await TextAsync("logs")).ShouldContain("a1");
        (await TextAsync("logs")).ShouldNotContain("a2");
        receipt.Tasks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_touches_nothing()
    {
        await FillAsync();
        var before = await TextAsync("logs") + await TextAsync("datasets");

        var receipt = await Forgetting(Blobs).UserAsync(User, dryRun: true, ForgottenFiles.UserKey, Cancel);

        receipt.DryRun.ShouldBeTrue();
        receipt.Logs.Values.Sum().ShouldBe(2);
        (await TextAsync("logs") + await TextAsync("datasets")).ShouldBe(before);
        (await TextAsync("privacy")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Asked_again_nothing_changes_and_the_receipt_stays()
    {
        await FillAsync();
        var first = await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);
        var before = await TextAsync("logs") + await TextAsync("datasets");

        var second = await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);

        second.Datasets.ShouldBe(first.Datasets);
        second.Models.ShouldBe(first.Models);
        second.Logs.ShouldBe(first.Logs);
        (await TextAsync("logs") + await TextAsync("datasets")).ShouldBe(before);
    }

    [Fact]
    public async Task Killed_at_any_change_and_asked_again_it_ends_the_same()
    {
        await FillAsync();
        ForgetReceipt? receipt = null;
        for (var changes = 0; receipt is null; changes++)
        {
            changes.ShouldBeLessThan(200);
            try
            {
                receipt = await Forgetting(new FailingBlobs(Blobs, changes)).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);
            }
            catch (IOException)
            {
                // Killed here; asked again, one change further.
            }
        }

        await ShouldBeForgottenAsync(receipt);
        receipt.Models.ShouldBe(["ft:1", "ft:2", "ft:3"]);
        receipt.Datasets.Select(item => item.Dataset).ShouldBe(["d1", "d2"]);
        (await Datasets.ListAsync(Cancel).CountAsync(Cancel)).ShouldBe(4);
        receipt.Working.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_users_after_each_other_are_both_forgotten_and_the_models_of_the_first_version_named_for_both()
    {
        await FillAsync();
        await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);

        var receipt = await Forgetting(Blobs).ExchangeAsync("a3", dryRun: false, Cancel);

        var next = (await Datasets.FindByNameAsync("traffic", cancellationToken: Cancel)).ShouldNotBeNull();
        (next.Version, next.Records).ShouldBe((3, 1));
        (await Library(Blobs).ReadAsync(next, verify: true, Cancel).Select(row => row.Id).ToListAsync(Cancel)).ShouldBe(["a2"]);
        receipt.Models.ShouldBe(["ft:3"]);
    }

    private static Sample Row(string asid, string? user) =>
        Some.Sample(asid, $"prompt of {asid}") with
        {
            Meta = new JsonObject { ["asid"] = asid, ["user"] = user },
        };

    private Forgetting Forgetting(IBlobStore blobs) =>
        new(blobs, Datasets, Annotations, Models, Runs, Cache, Library(blobs), TimeProvider.System);

    private DatasetLibrary Library(IBlobStore blobs) => new(blobs, Datasets, TimeProvider.System);

    private async Task ShouldBeForgottenAsync(ForgetReceipt receipt)
    {
        receipt.Pending.ShouldBeEmpty();
        var left = await TextAsync("logs") + await TextAsync("feedback") + await TextAsync("datasets");
        left.ShouldNotContain(User);
        left.ShouldNotContain("prompt of a1");
        left.ShouldNotContain("\"a1\"");
        left.ShouldContain("a2");
        (await TextAsync("feedback")).ShouldContain("f2");
        (await Annotations.ListTasksAsync("news", TaskQuery.All, Cancel).CountAsync(Cancel)).ShouldBe(1);
    }

    private async Task FillAsync()
    {
        await AppendAsync(
            Log,
            $$$"""{"asid":"s1","time":"2026-11-23T08:00:00Z","shadow_of":"a1","user":"{{{User}}}","request":{"messages":[]}}""",
            $$$"""{"asid":"a1","time":"2026-11-23T08:00:00Z","user":"{{{User}}}","request":{"messages":[]}}""",
            """{"asid":"a2","time":"2026-11-23T08:00:00Z","user":"2222","request":{"messages":[]}}"""
        );
        await AppendAsync(
            "feedback/2026/11/23/08/host-000000.jsonl",
            """{"event_id":"f1","asid":"a1","type":"thumb","value":-1,"time":"2026-11-23T08:00:00Z"}""",
            """{"event_id":"f2","asid":"a2","type":"thumb","value":1,"time":"2026-11-23T08:00:00Z"}"""
        );
        await WriteAsync(
            Some.Draft("d1", "traffic"),
            [Row("a1", User), Row("a2", "2222"), Row("a3", null)],
            Some.Reject() with
            {
                Id = "a1",
            }
        );
        var made = Some.Sample("v1") with
        {
            Meta = new JsonObject { ["augmentation"] = new JsonObject { ["seeds"] = new JsonArray("a1") } },
        };
        await WriteAsync(Some.Draft("d2", "train", "d1"), [made, Row("a1", User), Some.Sample("b1")]);
        await Models.AddAsync(Some.Model("ft:1", datasets: "d2"), Cancel);
        await Models.AddAsync(Some.Model("ft:2", 1, "other") with { Parent = "ft:1" }, Cancel);
        await Models.AddAsync(Some.Model("ft:3", 2, "d1"), Cancel);
        await Annotations.AddProjectAsync(SomeAnnotation.Project(), Cancel);
        await Annotations.AddTasksAsync([Task("a1"), Task("a2")], Cancel);
    }

    private static AnnotationTask Task(string asid) => AnnotationTasks.Of(SomeAnnotation.Project(), Row(asid, null), Some.Time, [], "");

    private async Task WriteAsync(DatasetDraft draft, Sample[] rows, Reject? reject = null)
    {
        await using var writer = Library(Blobs).CreateWriter(draft, new DatasetWriterOptions { MaxRecords = 2 });
        foreach (var row in rows)
        {
            await writer.WriteAsync(row, Cancel);
        }

        if (reject is not null)
        {
            await writer.RejectAsync(reject, Cancel);
            await writer.RejectAsync(Some.Reject(), Cancel);
        }

        await writer.CommitAsync(Cancel);
    }

    private async Task AppendAsync(string path, params string[] lines)
    {
        await using var appender = await Blobs.OpenAppendAsync(path, Cancel);
        await appender.AppendAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), Cancel);
    }

    private async Task<string> TextAsync(string container)
    {
        var texts = new List<string>();
        await foreach (var blob in Blobs.ListAsync(container, Cancel))
        {
            texts.Add(await Blobs.ReadTextAsync(blob.Path, Cancel));
        }

        return string.Join('\n', texts).Trim();
    }
}
