using System.Text.Json;
using Distill.EndToEndTests.Models;
using Distill.EndToEndTests.Processes;
using Distill.Testing.Azurite;

namespace Distill.EndToEndTests.OnAzure;

public sealed class AzureRunTests(AzuriteServer azurite)
{
    private static readonly string[] OnAzure = ["--storage", "azure"];

    [Fact]
    public async Task A_run_keeps_everything_in_the_account_and_every_command_finds_it_there()
    {
        using var place = NewPlace();
        await using var models = await EmulatedModels.StartAsync();
        place.Write("distill.yaml", Specs.Configuration(models));
        place.Write("prompts.jsonl", await Specs.PromptsAsync(100));

        var run = await place.RunAsync(["run", "spec.yaml", "--json", .. OnAzure]);

        run.ExitCode.ShouldBe(0, run.ToString());
        var result = JsonDocument.Parse(run.Out).RootElement;
        var id = result.GetProperty("run").GetProperty("id").GetString()!;
        run.Out.ShouldContain($"http://127.0.0.1:{BlobPort(place)}/");
        (await place.RunAsync(["runs", .. OnAzure])).Out.ShouldContain(id);
        (await place.RunAsync(["show", id, .. OnAzure])).Out.ShouldContain("small, after");
        (await place.RunAsync(["doctor", .. OnAzure])).Out.ShouldContain("answers");
        var import = await place.RunAsync(["import", "prompts.jsonl", "--json", .. OnAzure]);
        JsonDocument.Parse(import.Out).RootElement.GetProperty("records").GetInt64().ShouldBe(100);
        (await place.RunAsync("runs")).Out.ShouldContain("No runs");
        File.Exists(Path.Combine(place.Folder, "home", "state.db")).ShouldBeFalse();
        Directory.Exists(Path.Combine(place.Folder, "home", "blobs", "runs")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_killed_run_goes_on_and_asks_for_no_answer_that_was_kept()
    {
        const int inFlight = 8;
        const int prompts = 160;
        using var place = NewPlace();
        await using var models = await EmulatedModels.StartAsync(teacherMilliseconds: 60);
        place.Write("distill.yaml", Specs.Configuration(models, inFlight));
        place.Write("prompts.jsonl", await Specs.PromptsAsync(prompts));
        await using (var killed = place.Start(["run", "spec.yaml", .. OnAzure]))
        {
            await models.WaitForAnswersAsync("teacher", 60);
            await killed.KillAsync();
        }

        var second = await place.RunAsync(["run", "spec.yaml", .. OnAzure]);

        second.ExitCode.ShouldBe(0, second.ToString());
        second.Error.ShouldContain("goes on where it stopped");
        (await models.CountAsync("teacher", "distinct_prompts")).ShouldBe(prompts);
        (await models.CountAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(inFlight);
        (
            await File.ReadAllTextAsync(Path.Combine(place.Folder, "home", "logs", "host.log"), TestContext.Current.CancellationToken)
        ).ShouldContain("Waiting for the lease");
    }

    private static string BlobPort(Workspace place) =>
        place.Environment[AccountSettings.ConnectionStringVariable].Split("BlobEndpoint=http://127.0.0.1:")[1].Split('/')[0];

    private Workspace NewPlace()
    {
        var place = new Workspace();
        place.Environment[AccountSettings.ConnectionStringVariable] = azurite.NewAccount();
        place.Write("spec.yaml", Specs.Announcements);
        return place;
    }
}
