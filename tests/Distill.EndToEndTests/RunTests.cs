using System.Text.Json;
using Distill.EndToEndTests.Models;
using Distill.EndToEndTests.Processes;
using Distill.Testing;

namespace Distill.EndToEndTests;

public sealed class RunTests
{
    [Fact]
    public async Task A_run_killed_half_way_repeats_at_most_the_calls_in_flight()
    {
        const int inFlight = 8;
        const int prompts = 240;
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync(teacherMilliseconds: 60);
        place.Write("distill.yaml", Specs.Configuration(models, inFlight));
        place.Write("prompts.jsonl", await Specs.PromptsAsync(prompts));
        place.Write("spec.yaml", Specs.Announcements);
        foreach (var answered in (long[])[50, 140])
        {
            await using var killed = place.Start("run", "spec.yaml");
            await models.WaitForAnswersAsync("teacher", answered);
            await killed.KillAsync();
        }

        var last = await place.RunAsync("run", "spec.yaml");

        last.ExitCode.ShouldBe(0, last.ToString());
        last.Error.ShouldContain("goes on where it stopped");
        (await models.CountAsync("teacher", "distinct_prompts")).ShouldBe(prompts);
        (await models.CountAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(2 * inFlight);
    }

    [Fact]
    public async Task Runs_can_be_listed_and_shown_without_a_host_and_beside_one()
    {
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync();
        place.Write("distill.yaml", Specs.Configuration(models));
        place.Write("prompts.jsonl", await Specs.PromptsAsync(100));
        place.Write("spec.yaml", Specs.Announcements);
        var run = await place.RunAsync("run", "spec.yaml", "--json");
        run.ExitCode.ShouldBe(0, run.ToString());
        var id = JsonDocument.Parse(run.Out).RootElement.GetProperty("run").GetProperty("id").GetString()!;

        (await place.RunAsync("runs")).Out.ShouldContain(id);
        (await place.RunAsync("show", id)).Out.ShouldContain("small, after");

        await using var host = place.Start("up", "--urls", "http://127.0.0.1:0");
        await host.SeeAsync("Ctrl-C stops it");
        (await place.RunAsync("runs")).Out.ShouldContain(id);
        var shown = await place.RunAsync("show", id, "--json");
        JsonDocument.Parse(shown.Out).RootElement.GetProperty("run").GetProperty("status").GetString().ShouldBe("completed");
        host.Interrupt();
        (await host.WaitAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_goes_to_a_host_by_its_address_and_can_be_cancelled_there()
    {
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync(teacherMilliseconds: 2000);
        place.Write("distill.yaml", Specs.Configuration(models, inFlight: 1));
        place.Write("prompts.jsonl", await Specs.PromptsAsync(100));
        place.Write("spec.yaml", Specs.Announcements);
        await using var host = place.Start("up", "--urls", "http://127.0.0.1:0", "--json");
        await host.SeeAsync("}");
        var address = JsonDocument.Parse(host.Out).RootElement.GetProperty("address").GetString()!;

        var accepted = await place.RunAsync("run", "spec.yaml", "--host", address, "--json");
        accepted.ExitCode.ShouldBe(0, accepted.ToString());
        var id = JsonDocument.Parse(accepted.Out).RootElement.GetProperty("run").GetString()!;

        (await place.RunAsync("suspend", id, "--host", address)).Out.ShouldContain("suspended");
        (await place.RunAsync("resume", id)).Out.ShouldContain("running");
        (await place.RunAsync("cancel", id)).Out.ShouldContain("cancelled");
        (await place.RunAsync("cancel", id)).ExitCode.ShouldBe(2);
        (await place.RunAsync("show", "no-such-run")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task The_sst2_sample_distils_a_part_of_the_real_file()
    {
        var lines = await File.ReadLinesAsync(SharedData.Require("corpora", "sst2_dev.tsv")).Take(1201).ToListAsync();
        using var place = new Workspace();
        var part = place.Write("part.tsv", string.Join('\n', lines) + '\n');
        // The teacher learns from the rows at even places, as samples/sst2/prepare.mjs has it.
        var taught = lines.Skip(1).Where((_, index) => index % 2 == 0).Prepend(lines[0]);
        place.Write(Path.Combine("samples", "sst2", "teacher.tsv"), string.Join('\n', taught) + '\n');
        var sample = Path.Combine(Repository.Root, "samples", "sst2");

        var run = await place.RunAsync([
            "run",
            Path.Combine(sample, "run.yaml"),
            "--config",
            Path.Combine(sample, "distill.yaml"),
            "--set",
            $"source.file={part}",
            "--json",
        ]);

        run.ExitCode.ShouldBe(0, run.ToString());
        var result = JsonDocument.Parse(run.Out).RootElement;
        result.GetProperty("run").GetProperty("counts").GetProperty("imported").GetInt64().ShouldBe(600);
        var quality = result
            .GetProperty("result")
            .GetProperty("models")
            .EnumerateArray()
            .Select(model => model.GetProperty("measurement"))
            .ToDictionary(
                model => $"{model.GetProperty("name").GetString()} {model.GetProperty("role").GetString()}",
                model => model.GetProperty("quality").GetProperty("value").GetDouble()
            );
        quality["teacher teacher"].ShouldBeGreaterThan(0.5);
        quality["medium student_after"].ShouldBeGreaterThan(quality["student-m student_before"]);
    }
}
