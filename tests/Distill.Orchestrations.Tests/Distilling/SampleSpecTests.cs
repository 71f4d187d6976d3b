using System.Text.Json.Nodes;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.ModelEmulator;

namespace Distill.Orchestrations.Tests.Distilling;

/// <summary>The specs under samples/.</summary>
public sealed class SampleSpecTests
{
    private const int Rows = 1_400;

    [Theory]
    [InlineData("distill-starter.yaml")]
    [InlineData("sst2/run.yaml")]
    public void EverySampleSpecIsValid(string name) => Should.NotThrow(() => Load(name).Parse());

    [Fact]
    public async Task TheSst2SampleDistilsATeacherOnAPartOfTheRealSentences()
    {
        var rows = await File.ReadLinesAsync(SharedData.Require("corpora", "sst2_dev.tsv")).Take(Rows + 1).ToListAsync();
        using var folder = new TempFolder();
        // What prepare.mjs does: the teacher's half are the rows at even places.
        var half = rows.Where((_, index) => index == 0 || (index - 1) % 2 == 0);
        var teaching = folder.Write("teacher.tsv", string.Join('\n', half));
        await using var driver = await RunDriver.StartAsync(emulator =>
        {
            emulator.Models["teacher"].Teaching = new TeachingOptions
            {
                TrainingFile = teaching,
                TextColumn = "sentence",
                AnswerTemplate = """{"sentiment":"{label}"}""",
                InputAfter = "Phrase: ",
            };
            emulator.Models["student-s"] = EmulatedModelOptions.SmallStudent();
            emulator.Models["student-m"] = EmulatedModelOptions.MediumStudent();
        });
        await RunBlobs.WriteTextAsync(driver.Blobs, "sources/test/sst2.tsv", string.Join('\n', rows));
        var spec = Load("sst2/run.yaml");
        spec.Remove("source.file");
        spec.Set("source.blob", "sources/test/sst2.tsv");

        var run = await driver.RunAsync(spec.ToYaml());

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Counts["imported"].ShouldBe(Rows / 2);
        var report = JsonNode.Parse(await driver.TextAsync(run.Reports["json"]))!;
        report["emulated"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static RunSpecDocument Load(string name)
    {
        return RunSpecDocument.Load(Repository.ReadText("samples", name), name);
    }
}
