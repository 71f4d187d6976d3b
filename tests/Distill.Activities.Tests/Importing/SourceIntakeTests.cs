using System.Text.Json.Nodes;
using Distill.Activities.Importing;
using Distill.Core.Datasets;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using Distill.Storage.Local;
using Distill.Storage.Local.Blobs;
using Distill.Storage.Local.State;
using Distill.Testing;

namespace Distill.Activities.Tests.Importing;

public sealed class SourceIntakeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StateDatabase _database;
    private readonly DatasetLibrary _library;

    public SourceIntakeTests()
    {
        var home = new LocalHome(new LocalStorageOptions { Home = _folder.At("home") }, TimeProvider.System);
        _database = new StateDatabase(home);
        _library = new DatasetLibrary(new LocalBlobStore(home, TimeProvider.System), new LocalDatasetStore(_database), TimeProvider.System);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task CompleteAsync_OfASelectionAndADraw_WritesTheSampleAndWeighsRejectsAgainstAllThatWasRead()
    {
        var spec = Spec(
            """
            name: s
            maxRejectRatio: 0.05
            source:
              dataset: d1
              where: {filter: labels.intent = "refund"}
              sample: {count: 5}
            task: {kind: label}
            teacher: {model: t}
            students: [{name: s, model: m}]
            """
        );
        await using var writer = _library.CreateWriter(Some.Draft());
        var tally = new SourceTally(new ImportPlan("d1", spec.Name, spec.Source, spec.Shards.Size, spec.MaxRejectRatio, spec.Task.Gold));
        var intake = new SourceIntake(spec.Source.ToSampler(), writer, tally);

        for (var i = 0; i < 40; i++)
        {
            await intake.TakeAsync(Log(i), null, CancellationToken.None);
        }

        await intake.TakeAsync(null, Some.Reject(), CancellationToken.None);
        await intake.CompleteAsync(CancellationToken.None);

        tally.Failure().ShouldBeNull("one reject among 41 records is 2.4%");
        var manifest = await writer.CommitAsync();
        (manifest.Records, manifest.RejectCount).ShouldBe((5, 1));
    }

    private static Sample Log(int index) =>
        Some.Sample($"s{index}", $"问题 {index}") with
        {
            Labels = new Dictionary<string, string> { ["intent"] = index % 2 == 0 ? "refund" : "chat" },
            Meta = new JsonObject { ["asid"] = $"a{index}" },
        };

    private static RunSpec Spec(string yaml) => RunSpecDocument.Load(yaml, "spec.yaml").Parse();
}
