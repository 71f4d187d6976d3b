using System.Text.Json;
using System.Text.RegularExpressions;
using Distill.EndToEndTests.Processes;

namespace Distill.EndToEndTests;

public sealed partial class FlywheelDemoTests
{
    private static readonly string[] OneTurn = ["demo", "--flywheel", "--turns", "1", "--messages", "300"];

    // In the order of the demo, so that each kill finds work that has not been done. The end of a stage is always said, its beginning may pass unseen.
    private static readonly string[] Kills =
    [
        "Online: ",
        "Traffic 1: ",
        "Traffic 1 done",
        "Join logs and feedback done",
        "Draft and annotate done",
        "Train further done",
        "Roll out started",
        "Turn 1 done",
        "Traffic 2: ",
    ];

    [Fact]
    public async Task A_flywheel_demo_killed_at_every_stage_promotes_the_same_model_as_one_that_was_not()
    {
        using var quiet = new Workspace();
        using var harsh = new Workspace();
        var expected = await quiet.RunAsync([.. OneTurn, "--json"]);
        expected.ExitCode.ShouldBe(0, expected.ToString());

        foreach (var line in Kills)
        {
            await using var killed = harsh.Start(OneTurn);
            await killed.SeeAsync(line);
            await killed.KillAsync();
        }

        var actual = await harsh.RunAsync([.. OneTurn, "--json"]);

        actual.ExitCode.ShouldBe(0, actual.ToString());
        actual.Error.ShouldContain("goes on where it stopped");
        TrainingFiles(harsh).ShouldBe(TrainingFiles(quiet));
        Outcome(actual).ShouldBe(Outcome(expected));
        var report = JsonDocument.Parse(actual.Out).RootElement;
        var traffic = report.GetProperty("traffic");
        report.GetProperty("turns")[0].GetProperty("end").GetString().ShouldBe("promoted");
        report.GetProperty("turns")[0].GetProperty("looks").GetArrayLength().ShouldBe(2, "the looks that ended shadow and canary");
        traffic[1].GetProperty("liked").GetInt32().ShouldBeGreaterThan(traffic[0].GetProperty("liked").GetInt32());
        traffic[1].GetProperty("version").GetString().ShouldBe(report.GetProperty("turns")[0].GetProperty("challenger").GetString());
        File.Exists(Path.Combine(harsh.Folder, "home", "demo-flywheel", "flywheel.html")).ShouldBeTrue();
    }

    // All that was measured, of the new model, too; of its name all but the id that the platform gives each job.
    private static string[] Outcome(Finished demo)
    {
        var report = JsonDocument.Parse(demo.Out).RootElement;
        var turn = report.GetProperty("turns")[0];
        var challenger = turn.GetProperty("challenger").GetString()!;
        return
        [
            .. report
                .GetProperty("traffic")
                .EnumerateArray()
                .Select(traffic => $"{traffic.GetProperty("answers")} {traffic.GetProperty("liked")} {traffic.GetProperty("told")}"),
            $"{turn.GetProperty("fresh")} {turn.GetProperty("replayed")} {turn.GetProperty("pairs")} {turn.GetProperty("slices")}",
            $"{turn.GetProperty("end")} {JobId().Replace(challenger, "")}",
        ];
    }

    [GeneratedRegex(":[0-9a-f]{12}")]
    private static partial Regex JobId();

    private static string[] TrainingFiles(Workspace place)
    {
        var folder = Path.Combine(place.Folder, "home", "blobs", "runs", "demo-turn-1");
        string[] files =
        [
            Path.Combine(folder, "r1", "train.jsonl"),
            Path.Combine(folder, "r1", "validation.jsonl"),
            Path.Combine(folder, "r2", "train.jsonl"),
        ];
        return [.. files.SelectMany(File.ReadAllLines)];
    }
}
