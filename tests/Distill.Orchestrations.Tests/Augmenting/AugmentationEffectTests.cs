using System.Text;
using System.Text.Json.Nodes;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.ModelEmulator;
using Distill.ModelEmulator.Announcements;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Augmenting;

/// <summary>What augmentation is for, measured: the emulator's student really learns, and the test set holds only real rows.</summary>
public sealed class AugmentationEffectTests
{
    private const string Spec = """
        name: thin
        source: {blob: sources/test/reviews.tsv, format: json, mapping: {prompt: prompt, id: id, labels: {sentiment: labels.sentiment}}}
        task: {kind: label, extract: {kind: json, path: data}, labels: [正面, 中性, 负面], gold: sentiment}
        teacher: {model: teacher}
        split: {train: 0.4, validation: 0.1, test: 0.5, seed: 2}
        students: [{name: small, model: student, epochs: 6}]
        goal: {quality: 0.5, speed: 0, cost: 10}
        shards: {size: 100, inFlight: 4}
        """;

    [Fact]
    public async Task AThinClassThatIsFilledUpRaisesTheMacroF1OfTheStudent()
    {
        using var folder = new TempFolder();
        var (prompts, teaching) = await UnbalancedAsync();
        await using var driver = await RunDriver.StartAsync(emulator =>
            emulator.Models["teacher"].Teaching = new TeachingOptions
            {
                TrainingFile = folder.Write("teacher.jsonl", teaching),
                AnswerTemplate = AnnouncementPrompts.AnswerTemplate,
                InputAfter = AnnouncementPrompts.InputAfter,
                InputBefore = AnnouncementPrompts.InputBefore,
            }
        );
        await driver.UploadAsync(prompts);

        var plain = await driver.RunAsync(Spec);
        var augmented = await driver.RunAsync(Spec + "\naugment: {target: 60%, maxRatio: 12}");

        plain.Status.ShouldBe(RunStatus.Completed, plain.Error);
        augmented.Status.ShouldBe(RunStatus.Completed, augmented.Error);
        (await driver.IdsAsync(RunDatasets.Test(augmented.Id))).ShouldBe(await driver.IdsAsync(RunDatasets.Test(plain.Id)));
        augmented.Counts["augmented"].ShouldBeGreaterThan(50);
        // Over five splits it rose from 0.77 to 0.82 on average, by 0.027 at least (docs/augmentation.md).
        (await MacroF1Async(driver, augmented)).ShouldBeGreaterThan(await MacroF1Async(driver, plain) + 0.01);
    }

    private static async Task<double> MacroF1Async(RunDriver driver, RunRecord run)
    {
        var registry = driver.Host.Services.GetRequiredService<IModelRegistry>();
        return (await registry.ListAsync().FirstAsync(model => model.RunId == run.Id)).Quality["macro_f1"];
    }

    /// <summary>Announcements of which one in nine or so is negative, and the teacher's rows.</summary>
    private static async Task<(string Prompts, string Teaching)> UnbalancedAsync()
    {
        using var prompts = new MemoryStream();
        using var teaching = new MemoryStream();
        var options = new DemoDatasetOptions
        {
            Prompts = 1_400,
            TeacherRows = 3_000,
            DuplicateShare = 0,
            PersonalDataShare = 0,
            MalformedLines = 0,
        };
        await DemoDataset.WriteAsync(prompts, teaching, options, TestContext.Current.CancellationToken);
        var negative = 0;
        var kept = Encoding
            .UTF8.GetString(prompts.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => (string?)JsonNode.Parse(line)!["labels"]!["sentiment"] != AnnouncementGenerator.Negative || negative++ % 8 == 0);
        return (string.Join('\n', kept), Encoding.UTF8.GetString(teaching.ToArray()));
    }
}
