using System.Globalization;
using Distill.EndToEndTests.Models;
using Distill.EndToEndTests.Processes;

namespace Distill.EndToEndTests;

/// <summary>Whatever is wrong, the message says what, where and the remedy, and the teacher is never asked.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private readonly Workspace _place = new();
    private EmulatedModels _models = null!;

    public async ValueTask InitializeAsync()
    {
        _models = await EmulatedModels.StartAsync();
        _place.Write("distill.yaml", Specs.Configuration(_models));
        _place.Write("spec.yaml", Specs.Announcements);
        _place.Write("prompts.jsonl", await Specs.PromptsAsync(100));
    }

    public async ValueTask DisposeAsync()
    {
        (await _models.CountAsync("teacher", "requests")).ShouldBe(0, "a teacher call was paid");
        await _models.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task A_missing_spec() =>
        Refused(await _place.RunAsync("run", "no.yaml"), 2, "does not exist", "no.yaml", "correct the path");

    [Fact]
    public async Task A_missing_source_file()
    {
        var run = await _place.RunAsync("run", "spec.yaml", "--set", "source.file=gone.jsonl");

        Refused(run, 2, "does not exist", "gone.jsonl", "source.file");
    }

    [Fact]
    public async Task A_folder_in_place_of_the_source_file()
    {
        Directory.CreateDirectory(Path.Combine(_place.Folder, "folder"));

        Refused(await _place.RunAsync("run", "spec.yaml", "--set", "source.file=folder"), 2, "folder", "source.file", "name a file");
    }

    [Fact]
    public async Task An_unreadable_source_file()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("Only a user who is not root can be kept from reading a file, and only Unix does it by mode.");
            return;
        }

        File.SetUnixFileMode(Path.Combine(_place.Folder, "prompts.jsonl"), UnixFileMode.None);

        Refused(await _place.RunAsync("run", "spec.yaml"), 2, "cannot be read", "prompts.jsonl", "read access");
    }

    [Fact]
    public async Task A_wrong_spec_key()
    {
        _place.Write("spec.yaml", Specs.Announcements.Replace("    epochs: 3", "    epoch: 3", StringComparison.Ordinal));
        var line = Specs.Announcements.Split('\n').ToList().FindIndex(text => text.Contains("epochs")) + 1;

        Refused(
            await _place.RunAsync("run", "spec.yaml"),
            2,
            "epoch",
            string.Create(CultureInfo.InvariantCulture, $"line {line}"),
            "epochs"
        );
    }

    [Fact]
    public async Task A_wrong_key_of_the_configuration()
    {
        _place.Write("distill.yaml", Specs.Configuration(_models).Replace("inputPrice", "inputPrise", StringComparison.Ordinal));

        Refused(await _place.RunAsync("run", "spec.yaml"), 2, "inputPrise", "unknown", "InputPrice");
    }

    [Fact]
    public async Task An_unknown_model() =>
        Refused(await _place.RunAsync("run", "spec.yaml", "--set", "teacher.model=gpt-99"), 2, "gpt-99", "teacher.model", "student-s");

    [Fact]
    public async Task An_unreachable_endpoint() =>
        Refused(
            await _place.RunAsync("run", "spec.yaml", "--set", "students[0].model=nowhere"),
            1,
            "nowhere",
            "http://127.0.0.1:9",
            "Endpoint"
        );

    [Fact]
    public async Task A_wrong_key_of_a_model()
    {
        _place.Environment["E2E_MODEL_KEY"] = "wrong-secret";

        var run = await _place.RunAsync("run", "spec.yaml", "--set", "students[0].model=locked");

        Refused(run, 1, "locked", "E2E_MODEL_KEY", "401");
        (run.Out + run.Error).ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task A_file_with_two_fifths_of_malformed_lines()
    {
        _place.Write("prompts.jsonl", await Specs.PromptsAsync(60, malformed: 40));

        Refused(await _place.RunAsync("run", "spec.yaml"), 1, "40 of 100 records", "prompts.jsonl line", "maxRejectRatio");
    }

    [Fact]
    public async Task An_empty_source_file()
    {
        _place.Write("prompts.jsonl", "");

        Refused(await _place.RunAsync("run", "spec.yaml"), 2, "empty", "source.file", "records");
    }

    [Fact]
    public async Task A_table_without_rows()
    {
        _place.Write("prompts.tsv", "prompt\tid\n");

        var run = await _place.RunAsync("run", "spec.yaml", "--set", "source.file=prompts.tsv", "--set", "source.format=tsv");

        run.ExitCode.ShouldBe(1, run.ToString());
        run.Error.ShouldContain("prompts.tsv");
    }

    [Fact]
    public async Task A_second_process_on_the_same_home()
    {
        await using var host = _place.Start("up", "--urls", "http://127.0.0.1:0");
        await host.SeeAsync("Ctrl-C stops it");

        Refused(await _place.RunAsync("run", "spec.yaml"), 2, "in use by process", "home", "--host");
    }

    [Fact]
    public async Task A_home_that_cannot_be_made()
    {
        var run = await DistillProcess.RunAsync(_place.Folder, null, "run", "spec.yaml", "--home", "/proc/distill-home");

        Refused(run, 2, "cannot be written", "/proc/distill-home", "--home");
    }

    [Fact]
    public async Task A_read_only_disk()
    {
        using var disk = SmallDisk.Mount("ro");

        Refused(
            await DistillProcess.RunAsync(_place.Folder, null, "run", "spec.yaml", "--home", disk.Path),
            2,
            disk.Path,
            "read-only",
            "--home"
        );
    }

    [Fact]
    public async Task A_full_disk()
    {
        using var disk = SmallDisk.Mount("size=64k");

        var run = await DistillProcess.RunAsync(_place.Folder, null, "run", "spec.yaml", "--home", disk.Path);

        run.ExitCode.ShouldBeOneOf(1, 2);
        run.Error.ShouldContain(disk.Path);
        run.Error.ShouldContain("full", Case.Insensitive);
    }

    private static void Refused(Finished run, int exitCode, params IEnumerable<string> said)
    {
        run.ExitCode.ShouldBe(exitCode, run.ToString());
        foreach (var text in said)
        {
            run.Error.ShouldContain(text, Case.Insensitive, run.ToString());
        }

        run.Error.ShouldNotContain("   at ");
    }
}
