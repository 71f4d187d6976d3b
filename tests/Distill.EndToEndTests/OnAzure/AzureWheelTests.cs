using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Distill.EndToEndTests.Models;
using Distill.EndToEndTests.Processes;
using Distill.ModelEmulator.Announcements;
using Distill.Testing.Azurite;

namespace Distill.EndToEndTests.OnAzure;

/// <summary>A whole turn of the wheel on a storage account: users at the gateway, their feedback, a turn that is killed, and the model in its place.</summary>
public sealed class AzureWheelTests(AzuriteServer azurite)
{
    private const int Messages = 160;
    private const int InFlight = 4;
    private static readonly string[] OnAzure = ["--storage", "azure"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_that_is_killed_while_the_teacher_drafts_goes_on_in_the_account_and_puts_the_better_model_online()
    {
        using var place = new Workspace();
        var account = azurite.NewAccount();
        place.Environment[AccountSettings.ConnectionStringVariable] = account;
        await using var models = await EmulatedModels.StartAsync(teacherMilliseconds: 60);
        place.Write("distill.yaml", Configuration(models));
        var (from, to) = await TalkAsync(place);
        place.Write("wheel.yaml", Wheel(from, to));

        await using (var killed = place.Start(["run", "wheel.yaml", .. OnAzure]))
        {
            await models.WaitForAnswersAsync("teacher", 20);
            await killed.KillAsync();
        }

        var run = await place.RunAsync(["run", "wheel.yaml", "--json", .. OnAzure]);

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Error.ShouldContain("goes on where it stopped");
        (await models.CountAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(InFlight);
        var report = JsonDocument.Parse(run.Out).RootElement.GetProperty("result");
        report.GetProperty("end").GetString().ShouldBe("promoted", run.ToString());
        report.GetProperty("traffic").GetProperty("replies").GetInt64().ShouldBe(Messages);
        var challenger = report.GetProperty("challenger").GetString()!;
        var online = await place.RunAsync(["models", "--json", .. OnAzure]);
        JsonDocument
            .Parse(online.Out)
            .RootElement.GetProperty("aliases")[0]
            .GetProperty("targets")[0]
            .GetProperty("version")
            .GetString()
            .ShouldBe(challenger, online.ToString());
        await ShouldBeInTheAccountAsync(account, place, to);
    }

    // Users ask the gateway, and say whether they like the answers.
    private static async Task<(DateTimeOffset From, DateTimeOffset To)> TalkAsync(Workspace place)
    {
        await using var host = place.Start(["up", "--urls", "http://127.0.0.1:0", "--json", .. OnAzure]);
        await host.SeeAsync("}");
        using var http = new HttpClient
        {
            BaseAddress = new Uri(JsonDocument.Parse(host.Out).RootElement.GetProperty("address").GetString()!),
        };
        var from = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var generator = new AnnouncementGenerator(7);
        var events = new List<object>();
        for (var i = 0; i < Messages; i++)
        {
            var announcement = generator.Next();
            var body = new { model = "online", messages = new[] { new { role = "user", content = announcement.Text } } };
            using var response = await http.PostAsJsonAsync("v1/chat/completions", body, Cancel);
            var answer = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
            var text = answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
            var likes = text == AnnouncementPrompts.Answer(announcement.Label);
            events.Add(
                new
                {
                    event_id = $"e{i}",
                    asid = answer.GetProperty("id").GetString(),
                    type = "thumb",
                    value = likes ? 1 : -1,
                }
            );
        }

        using var told = await http.PostAsJsonAsync("v1/feedback", events, Cancel);
        told.EnsureSuccessStatusCode();
        // A host that stops writes out what it has.
        host.Interrupt();
        (await host.WaitAsync()).ExitCode.ShouldBe(0);
        return (from, DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1));
    }

    private static async Task ShouldBeInTheAccountAsync(string account, Workspace place, DateTimeOffset watermark)
    {
        var blobs = new BlobServiceClient(account);
        var state = await blobs.GetBlobContainerClient("wheels").GetBlobClient("announcements.json").DownloadContentAsync(Cancel);
        var wheel = JsonDocument.Parse(state.Value.Content.ToString()).RootElement;
        wheel.GetProperty("watermark").GetDateTimeOffset().ShouldBe(watermark);
        wheel.GetProperty("open").GetArrayLength().ShouldBe(0);
        foreach (var container in (string[])["logs", "feedback", "datasets", "runs", "rollouts"])
        {
            (await blobs.GetBlobContainerClient(container).GetBlobsAsync(cancellationToken: Cancel).AnyAsync(Cancel)).ShouldBeTrue(
                container
            );
            Directory.Exists(Path.Combine(place.Folder, place.Home, "blobs", container)).ShouldBeFalse(container);
        }
    }

    private static string Configuration(EmulatedModels models) =>
        $$"""
            models:
              teacher: {endpoint: "{{models.Endpoint}}", model: teacher, maxConcurrency: {{InFlight}} }
              student: {endpoint: "{{models.Endpoint}}", model: student-s}
              judge: {endpoint: "{{models.Endpoint}}", model: judge}
            gateway:
              aliases:
                online: {targets: [{model: student}]}
            """;

    private static string Wheel(DateTimeOffset from, DateTimeOffset to) =>
        $$"""
            name: announcements wheel
            pipeline: flywheel
            wheel: announcements
            window: {from: "{{from:yyyy-MM-ddTHH:mm:ssZ}}", to: "{{to:yyyy-MM-ddTHH:mm:ssZ}}"}
            teacher: {model: teacher}
            judge: {model: judge}
            annotate: {drafts: 1, temperature: 0, deadline: 0s, threshold: 1}
            replay: {liked: 100}
            stages: [{method: sft, epochs: 4, seed: 1}]
            evaluation: {leakThreshold: 0.95}
            gate: {minSamples: 20, minSliceSamples: 5, sliceMargin: 0.5, worthwhileAdvantage: 0.3, requireCalibration: false}
            rollout: {steps: []}
            shards: {size: 50, inFlight: 4}
            """;
}
