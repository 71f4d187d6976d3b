using Distill.Orchestrations.Uploads;

namespace Distill.Orchestrations.Tests.Uploads;

public sealed class UploadNamesTests
{
    [Theory]
    [InlineData("a.jsonl", UploadKind.Data)]
    [InlineData("errors.json", UploadKind.Data)]
    [InlineData("run.yaml.gz", UploadKind.Data)]
    [InlineData("run.yaml", UploadKind.Spec)]
    [InlineData("a.jsonl.run.yaml", UploadKind.Spec)]
    [InlineData("a.jsonl.error.json", UploadKind.Error)]
    [InlineData(".run.yaml", UploadKind.Data)]
    public void KindOf_Name_IsWhatItStandsFor(string name, UploadKind kind) => UploadNames.KindOf(name).ShouldBe(kind);

    [Fact]
    public void RunIdOf_AnotherSpec_IsTheSameRun_AnotherVersionOfTheFileIsNot()
    {
        var upload = new UploadedRun("uploads/p/a", "1", "uploads/p/run.yaml", "1");

        UploadRuns.RunIdOf(upload with { SpecPath = "uploads/p/a.run.yaml", SpecETag = "2" }).ShouldBe(UploadRuns.RunIdOf(upload));
        UploadRuns.RunIdOf(upload with { ETag = "2" }).ShouldNotBe(UploadRuns.RunIdOf(upload));
    }
}
