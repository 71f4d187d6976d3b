using Azure.Storage.Blobs;
using Distill.Api.Feedback;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.EndToEndTests.Models;
using Distill.EndToEndTests.Processes;
using Distill.Functions;
using Distill.LocalHost.Hosting;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Uploads;
using Distill.Testing;
using Distill.Testing.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Distill.EndToEndTests.OnAzure;

/// <summary>The triggers of the app, run by the local host on a storage account.</summary>
public sealed class AzureTriggerTests(AzuriteServer azurite)
{
    private const string Pipeline = "announcements";
    private const string File = "prompts.jsonl";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_with_a_spec_beside_it_starts_one_run_however_often_the_trigger_fires()
    {
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync();
        var account = azurite.NewAccount();
        await UploadAsync(account, "run.yaml", Specs.Announcements.Replace("  file: prompts.jsonl\n", "", StringComparison.Ordinal));
        await UploadAsync(account, File, await Specs.PromptsAsync(100));
        var options = Options(place, account) with { ConfigFile = place.Write("distill.yaml", Specs.Configuration(models)) };
        await using var host = await DistillLocalHost.StartAsync(options, Cancel);

        var run = await EventuallyAsync(host, runs => runs.Count > 0);
        await Task.WhenAll(FireAsync(host), FireAsync(host));
        run = await EventuallyAsync(host, runs => runs.All(run => run.EndedAt is not null));

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Counts["imported"].ShouldBe(100);
        (await host.Services.GetRequiredService<IRunStore>().ListAsync(Cancel).CountAsync(Cancel)).ShouldBe(1);
        var instances = await host.Client.GetAllInstancesAsync().Select(instance => instance.Name).ToListAsync(Cancel);
        instances.Count(name => name == nameof(UploadRun)).ShouldBe(1);
        instances.Count(name => name == nameof(Distillation)).ShouldBe(1);
        instances.ShouldNotContain(nameof(UploadImport));
    }

    [Fact]
    public async Task The_timer_mends_the_record_of_a_run_whose_orchestration_has_ended()
    {
        using var place = new Workspace();
        var clock = new FakeTimeProvider(Some.Time);
        var options = Options(place, azurite.NewAccount()) with
        {
            FunctionTypes = [typeof(SweepStaleRuns), typeof(WaitingDistillation)],
            ConfigureServices = services => services.AddSingleton<TimeProvider>(clock),
        };
        await using var host = await DistillLocalHost.StartAsync(options, Cancel);
        var stale = Some.Run("stale");
        await host.Services.GetRequiredService<IRunStore>().AddAsync(stale, Cancel);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Distillation), null, new(stale.Id), Cancel);
        await host.Client.TerminateInstanceAsync(stale.Id, "lost", Cancel);
        await host.Client.WaitForInstanceCompletionAsync(stale.Id, Cancel);

        var run = await EventuallyAsync(
            host,
            runs => runs.All(run => run.EndedAt is not null),
            () => clock.Advance(TimeSpan.FromMinutes(1))
        );

        run.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task A_second_host_on_the_account_is_told_who_has_it()
    {
        using var place = new Workspace();
        using var other = new Workspace();
        var account = azurite.NewAccount();
        await using var first = await DistillLocalHost.StartAsync(Options(place, account), Cancel);
        var clock = new FakeTimeProvider(Some.Time);
        var second = DistillLocalHost.StartAsync(
            Options(other, account) with
            {
                ConfigureServices = services => services.AddSingleton<TimeProvider>(clock),
            },
            Cancel
        );
        while (!second.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancel);
        }

        var refused = await Should.ThrowAsync<LocalHostException>(() => second);

        refused.Message.ShouldContain($"process {Environment.ProcessId} on {Environment.MachineName}");
        refused.Message.ShouldContain("--host");
        await first.DisposeAsync();
        await using var next = await DistillLocalHost.StartAsync(Options(other, account), Cancel);
    }

    private static LocalHostOptions Options(Workspace place, string account) =>
        new()
        {
            Home = Path.Combine(place.Folder, place.Home),
            Urls = "http://127.0.0.1:0",
            ConfigureLogging = _ => { },
            Settings = new Dictionary<string, string?> { [AccountSettings.Kind] = "azure", [AccountSettings.ConnectionString] = account },
        };

    private static async Task UploadAsync(string account, string name, string text)
    {
        var container = new BlobServiceClient(account).GetBlobContainerClient("uploads");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await container.UploadBlobAsync($"{Pipeline}/{name}", BinaryData.FromString(text), Cancel);
    }

    private static Task FireAsync(DistillLocalHost host)
    {
        var function = new ImportUpload(
            host.Services.GetRequiredService<UploadStarter>(),
            host.Services.GetRequiredService<FeedbackUploads>(),
            NullLogger<ImportUpload>.Instance
        );
        return function.RunAsync(Stream.Null, Pipeline, File, host.Client, Cancel);
    }

    // Triggers work in their own time; the test's own time-out is the limit.
    private static async Task<RunRecord> EventuallyAsync(
        DistillLocalHost host,
        Func<IReadOnlyList<RunRecord>, bool> holds,
        Action? meanwhile = null
    )
    {
        var store = host.Services.GetRequiredService<IRunStore>();
        IReadOnlyList<RunRecord> runs;
        while (!holds(runs = await store.ListAsync(Cancel).ToListAsync(Cancel)))
        {
            meanwhile?.Invoke();
            await Task.Delay(50, Cancel);
        }

        return runs[0];
    }
}
