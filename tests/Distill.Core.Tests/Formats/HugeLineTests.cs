using Distill.Core.Datasets;
using Distill.Core.Formats;

namespace Distill.Core.Tests.Formats;

/// <summary>Runs alone: it measures what the whole process allocates.</summary>
[Collection(nameof(HugeLineTests))]
[CollectionDefinition(nameof(HugeLineTests), DisableParallelization = true)]
public sealed class HugeLineTests
{
    private const string Good = """{"prompt":"p","response":"r"}""";

    [Fact]
    public async Task A_line_of_200_MB_is_rejected_without_being_held()
    {
        var before = GC.GetTotalAllocatedBytes();

        var import = await Import.StreamAsync(
            "in.jsonl",
            new LongLineStream(Good + "\n{\"prompt\":\"", 200_000_000, "\"}\n" + Good + "\n"),
            new ImportOptions { MaxRecordBytes = 64 * 1024 }
        );

        import.Samples.Count.ShouldBe(2);
        (import.Rejects.Single().Line, import.Rejects.Single().Reason).ShouldBe((2, RejectReasons.TooLong));
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(20_000_000);
    }
}
