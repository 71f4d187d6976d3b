using System.Net.Http.Json;
using System.Text;
using Distill.Activities.Uploads;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Functions;
using Distill.LocalHost.Hosting;
using Distill.Orchestrations.Uploads;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Tests.Hosting;

public sealed class UploadTests
{
    private static readonly Type[] Functions = [typeof(ImportUpload), typeof(UploadImport), typeof(ImportUploadedFile)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_uploaded_file_becomes_a_version_of_its_dataset_once_across_a_restart()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync(Functions);
        await UploadAsync(host, "a.jsonl", """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""");
        await WaitForImportAsync(host, "a.jsonl");
        await host.DisposeAsync();

        var next = await driver.StartAsync(Functions);
        await UploadAsync(next, "b.jsonl", """{"messages":[{"role":"user","content":"q2"},{"role":"assistant","content":"a2"}]}""");
        await WaitForImportAsync(next, "b.jsonl");

        var datasets = await next.Services.GetRequiredService<IDatasetStore>().ListAsync(Cancel).ToListAsync(Cancel);
        datasets.Select(dataset => (dataset.Name, dataset.Version, dataset.Records)).ShouldBe([("news", 2, 1), ("news", 1, 1)]);
        (await next.Client.GetAllInstancesAsync().CountAsync(Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_spec_starts_nothing_says_what_is_wrong_beside_the_file_and_a_mended_one_starts_the_run()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync([.. Functions, typeof(UploadRun), typeof(StartUploadedRun), typeof(ShortDistillation)]);
        var blobs = host.Services.GetRequiredService<IBlobStore>();
        var runs = host.Services.GetRequiredService<IRunStore>();
        await UploadAsync(host, "run.yaml", Spec.Replace("students:", "studends:", StringComparison.Ordinal));
        await UploadAsync(host, "a.jsonl", """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""");
        await UntilAsync(async () => await blobs.FindAsync("uploads/news/a.jsonl.error.json", Cancel) is not null);
        var error = await RunBlobs.ReadTextAsync(blobs, "uploads/news/a.jsonl.error.json", Cancel);
        error.ShouldContain("studends");
        error.ShouldContain("uploads/news/run.yaml");
        (await runs.ListAsync(Cancel).CountAsync(Cancel)).ShouldBe(0);

        await UploadAsync(host, "run.yaml", Spec);
        await UntilAsync(async () => await runs.ListAsync(Cancel).AnyAsync(Cancel));

        var run = (await runs.ListAsync(Cancel).ToListAsync(Cancel)).ShouldHaveSingleItem();
        // The record comes before its orchestration.
        await UntilAsync(async () => await host.Client.GetInstanceAsync(run.Id, Cancel) is not null);
        await host.Client.WaitForInstanceCompletionAsync(run.Id, Cancel);
        (await RunBlobs.ReadTextAsync(blobs, run.SpecPath, Cancel)).ShouldMatch("blob: sources/[0-9a-f]{64}/a.jsonl");
        await UntilAsync(async () => await blobs.FindAsync("uploads/news/a.jsonl.error.json", Cancel) is null);
    }

    [Fact]
    public async Task A_spec_of_one_file_may_come_after_it_and_holds_for_no_other()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync([.. Functions, typeof(UploadRun), typeof(StartUploadedRun), typeof(ShortDistillation)]);
        var runs = host.Services.GetRequiredService<IRunStore>();
        await UploadAsync(host, "a.jsonl", """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""");
        await WaitForImportAsync(host, "a.jsonl");

        await UploadAsync(host, "a.jsonl.run.yaml", Spec);
        await UntilAsync(async () => await runs.ListAsync(Cancel).AnyAsync(Cancel));
        await UploadAsync(host, "b.jsonl", """{"messages":[{"role":"user","content":"q2"},{"role":"assistant","content":"a2"}]}""");
        await WaitForImportAsync(host, "b.jsonl");

        (await runs.ListAsync(Cancel).CountAsync(Cancel)).ShouldBe(1);
    }

    private const string Spec = """
        name: news
        source:
          format: auto
        task:
          kind: label
        teacher:
          model: teacher
        students:
          - name: small
            model: student
        """;

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(20, Cancel);
        }
    }

    private static async Task UploadAsync(DistillLocalHost host, string name, string line)
    {
        using var client = HostDriver.Client(host);
        var response = await client.PutAsync(
            $"/api/uploads/news/{name}",
            new ByteArrayContent(Encoding.UTF8.GetBytes(line + "\n")),
            Cancel
        );
        response.EnsureSuccessStatusCode();
        (await response.Content.ReadFromJsonAsync<Distill.Api.Uploads.UploadedBlob>(Cancel))!.Path.ShouldBe($"uploads/news/{name}");
    }

    private static async Task WaitForImportAsync(DistillLocalHost host, string name)
    {
        var path = $"uploads/news/{name}";
        var blob = (await host.Services.GetRequiredService<IBlobStore>().FindAsync(path, Cancel))!;
        var instance = UploadImports.IdOf(new UploadReference(path, "news", blob.ETag));
        while (await host.Client.GetInstanceAsync(instance, Cancel) is null)
        {
            // The file system tells the trigger in its own time; the test's own time-out is the limit.
            await Task.Delay(20, Cancel);
        }

        var done = await host.Client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, Cancel);
        done.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, done.FailureDetails?.ErrorMessage);
    }
}
