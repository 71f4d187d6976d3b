using System.Text.Json;
using Distill.EndToEndTests.Models;
using Distill.EndToEndTests.Processes;

namespace Distill.EndToEndTests;

public sealed class DemoTests
{
    private static readonly string[] SmallDemo = ["demo", "--records", "150"];

    [Fact]
    public async Task The_demo_ends_with_the_table_and_a_report()
    {
        using var place = new Workspace();

        var demo = await place.RunAsync(SmallDemo);

        demo.ExitCode.ShouldBe(0, demo.ToString());
        foreach (
            var text in (string[])["teacher", "student-s, before", "small, after", "medium, after", "USD per", "emulator", "report.html"]
        )
        {
            demo.Out.ShouldContain(text);
        }

        demo.Error.ShouldContain("Ask the teacher done");
        (demo.Out + demo.Error).ShouldNotContain("\u001b");
        File.Exists(Path.Combine(place.Folder, "home", "blobs", "runs", "demo", "report.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_finished_demo_starts_another_one_that_pays_nothing_again()
    {
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync();
        string[] demo = [.. SmallDemo, "--emulator", models.Endpoint.ToString()];
        (await place.RunAsync(demo)).ExitCode.ShouldBe(0);
        var paid = await models.CountAsync("teacher", "requests");

        var again = await place.RunAsync(demo);

        again.ExitCode.ShouldBe(0, again.ToString());
        again.Error.ShouldContain("demo-2");
        (await models.CountAsync("teacher", "requests")).ShouldBe(paid);
        (await place.RunAsync("runs", "--json")).Out.ShouldContain("\"demo-2\"");
    }

    [Theory]
    // Short stages may pass between two looks at the run; the end of one is always said. The first kill may come late enough to meet the first calls in flight.
    [InlineData("Check models", 128)]
    [InlineData("Ask the teacher done", 0)]
    [InlineData("Train students done", 0)]
    public async Task A_demo_killed_in_another_stage_goes_on_and_asks_no_answered_prompt_again(string line, int inFlight)
    {
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync(studentMilliseconds: 300);
        string[] demo = [.. SmallDemo, "--emulator", models.Endpoint.ToString()];
        await using (var first = place.Start(demo))
        {
            await first.SeeAsync(line);
            await first.KillAsync();
        }

        var second = await place.RunAsync(demo);

        second.ExitCode.ShouldBe(0, second.ToString());
        second.Error.ShouldContain("Run demo goes on where it stopped");
        second.Out.ShouldContain("small, after");
        (await models.CountAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(inFlight);
    }

    [Fact]
    public async Task A_demo_killed_while_the_teacher_answers_repeats_at_most_the_calls_in_flight()
    {
        const int inFlight = 128;
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync(teacherMilliseconds: 200);
        string[] demo = ["demo", "--records", "500", "--emulator", models.Endpoint.ToString()];
        await using (var first = place.Start(demo))
        {
            await models.WaitForAnswersAsync("teacher", 250);
            await first.KillAsync();
        }

        var second = await place.RunAsync(demo);

        second.ExitCode.ShouldBe(0, second.ToString());
        (await models.CountAsync("teacher", "distinct_prompts")).ShouldBe(500);
        (await models.CountAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(inFlight);
    }

    [Fact]
    public async Task A_demo_stopped_with_ctrl_c_says_how_to_go_on_and_does()
    {
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync(teacherMilliseconds: 300);
        string[] demo = [.. SmallDemo, "--emulator", models.Endpoint.ToString()];
        await using (var first = place.Start(demo))
        {
            await models.WaitForAnswersAsync("teacher", 1);
            first.Interrupt();
            var stopped = await first.WaitAsync();
            stopped.ExitCode.ShouldBe(1, stopped.ToString());
            stopped.Error.ShouldContain("go on with: distill demo");
        }

        var second = await place.RunAsync(demo);

        second.ExitCode.ShouldBe(0, second.ToString());
        (await models.CountAsync("teacher", "asked_again_after_answer")).ShouldBe(0);
    }

    [Fact]
    public async Task The_demo_in_json_is_one_document_with_the_figures()
    {
        using var place = new Workspace();

        var demo = await place.RunAsync([.. SmallDemo, "--json"]);

        demo.ExitCode.ShouldBe(0, demo.ToString());
        var models = JsonDocument.Parse(demo.Out).RootElement.GetProperty("result").GetProperty("models");
        models.GetArrayLength().ShouldBe(5);
        models[0].GetProperty("measurement").GetProperty("role").GetString().ShouldBe("teacher");
    }
}
