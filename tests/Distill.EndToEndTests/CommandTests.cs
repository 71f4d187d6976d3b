using System.Text.Json;
using Distill.EndToEndTests.Models;
using Distill.EndToEndTests.Processes;

namespace Distill.EndToEndTests;

public sealed class CommandTests
{
    [Fact]
    public async Task Import_says_what_a_file_was_taken_for_and_what_was_rejected()
    {
        using var place = new Workspace();
        place.Write("table.csv", "text,label\n公司业绩大增,正面\n,负面\n股东减持,负面\n");

        var import = await place.RunAsync(
            "import",
            "table.csv",
            "--map",
            "prompt=text",
            "--map",
            "label.gold=label",
            "--max-reject-ratio",
            "0.5"
        );

        import.ExitCode.ShouldBe(0, import.ToString());
        import.Out.ShouldContain("csv");
        import.Out.ShouldContain("line 3");
        import.Out.ShouldContain("Dataset");
    }

    [Fact]
    public async Task Import_of_the_same_file_is_the_same_dataset()
    {
        using var place = new Workspace();
        place.Write("prompts.jsonl", await Specs.PromptsAsync(20));
        string[] import = ["import", "prompts.jsonl", "--json"];

        var first = JsonDocument.Parse((await place.RunAsync(import)).Out).RootElement;
        var second = JsonDocument.Parse((await place.RunAsync(import)).Out).RootElement;

        first.GetProperty("records").GetInt64().ShouldBe(20);
        second.GetProperty("dataset").GetString().ShouldBe(first.GetProperty("dataset").GetString());
        second.GetProperty("version").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Import_with_too_many_bad_lines_is_refused_with_their_reasons()
    {
        using var place = new Workspace();
        place.Write("prompts.jsonl", await Specs.PromptsAsync(6, malformed: 4));

        var import = await place.RunAsync("import", "prompts.jsonl", "--format", "prompt-response");

        import.ExitCode.ShouldBe(2, import.ToString());
        import.Error.ShouldContain("4 of 10 records");
        import.Error.ShouldContain("--max-reject-ratio");
    }

    [Fact]
    public async Task Doctor_names_the_model_that_cannot_be_reached()
    {
        using var place = new Workspace();
        await using var models = await EmulatedModels.StartAsync();
        place.Write("distill.yaml", Specs.Configuration(models));
        place.Environment["E2E_MODEL_KEY"] = "right";

        var doctor = await place.RunAsync("doctor", "--json");

        doctor.ExitCode.ShouldBe(1, doctor.ToString());
        var states = JsonDocument
            .Parse(doctor.Out)
            .RootElement.GetProperty("checks")
            .EnumerateArray()
            .ToDictionary(check => check.GetProperty("check").GetString()!, check => check.GetProperty("state").GetString());
        states["model teacher"].ShouldBe("ok");
        states["model locked"].ShouldBe("ok");
        states["model nowhere"].ShouldBe("broken");
        Directory.Exists(Path.Combine(place.Folder, "home")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_emulator_serves_until_it_is_told_to_stop()
    {
        using var place = new Workspace();
        await using var emulator = place.Start("emulator", "--port", "0");
        await emulator.SeeAsync("Ctrl-C stops it");
        emulator.Interrupt();

        var stopped = await emulator.WaitAsync();

        stopped.ExitCode.ShouldBe(0, stopped.ToString());
        stopped.Out.ShouldStartWith("Model emulator on http://127.0.0.1:");
    }

    [Fact]
    public async Task Runs_of_a_home_that_was_never_used_is_an_empty_list_and_makes_no_home()
    {
        using var place = new Workspace();

        var runs = await place.RunAsync("runs");

        runs.ExitCode.ShouldBe(0, runs.ToString());
        runs.Out.ShouldContain("No runs");
        Directory.Exists(Path.Combine(place.Folder, "home")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("demo", "--help")]
    [InlineData("--version")]
    public async Task Information_goes_to_stdout(params string[] arguments)
    {
        var help = await DistillProcess.RunAsync(Path.GetTempPath(), null, arguments);

        help.ExitCode.ShouldBe(0);
        help.Out.ShouldNotBeEmpty();
        help.Error.ShouldBeEmpty();
    }
}
