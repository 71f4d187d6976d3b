using Distill.Core.Formats;
using Distill.Core.Insight;
using Distill.Core.Insight.Columns;
using Distill.Core.Samples;
using Distill.DuckDb.Insight;
using Distill.Testing;

namespace Distill.DuckDb.Tests.Insight;

public sealed class InsightSidecarTests : IDisposable
{
    private static readonly InsightQuestion Lengths = new() { Fields = [InsightField.Of("length(answer)")] };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => Path.Combine(_folder.Path, "in.jsonl");

    [Fact]
    public async Task OfFile_ASecondTime_AnswersWithoutTheFile()
    {
        Write(3);
        var first = await AskAsync(new Counted(File));
        var again = new Counted(File);

        var second = await AskAsync(again);

        second.Fields[0].Numbers!.Mean.ShouldBe(first.Fields[0].Numbers!.Mean);
        again.Readings.ShouldBe(0);
    }

    [Fact]
    public async Task OfFile_OfAChangedFile_BeginsAnew()
    {
        Write(3);
        await AskAsync(new Counted(File));
        Write(4);

        (await AskAsync(new Counted(File))).Records.ShouldBe(4);
    }

    [Fact]
    public async Task OfFile_ChangedWithinItsLengthAndTime_BeginsAnew()
    {
        Write(3, 'x', 'x');
        var time = System.IO.File.GetLastWriteTimeUtc(File);
        await AskAsync(new Counted(File));
        Write(3, 'é');
        System.IO.File.SetLastWriteTimeUtc(File, time);

        var source = new Counted(File);
        await AskAsync(source);

        source.Readings.ShouldBe(1);
    }

    [Fact]
    public async Task OfFile_OfADamagedSidecar_AnswersFromMemory()
    {
        Write(3);
        await AskAsync(new Counted(File));
        foreach (var sidecar in Directory.GetFiles(Path.Combine(_folder.Path, "cache")))
        {
            await System.IO.File.WriteAllTextAsync(sidecar, "no database", TestContext.Current.CancellationToken);
        }

        (await AskAsync(new Counted(File))).Records.ShouldBe(3);
    }

    [Fact]
    public async Task Append_OfRowsThatAreNotThoseOfBefore_IsRefused()
    {
        using var sidecar = InsightSidecar.InMemory();
        Write(3);
        await InsightEngine.AskAsync(new Counted(File), sidecar.Table, Lengths);
        Write(4);

        await Should.ThrowAsync<DatasetChangedException>(() =>
            InsightEngine.AskAsync(new Counted(File), sidecar.Table, new InsightQuestion { Fields = [InsightField.Of("turns")] })
        );
    }

    private async Task<DatasetInsight> AskAsync(IInsightSource source)
    {
        using var sidecar = InsightSidecar.OfFile(File, Path.Combine(_folder.Path, "cache"), "auto");
        return await InsightEngine.AskAsync(source, sidecar.Table, Lengths);
    }

    private void Write(int rows, params char[] letters) =>
        System.IO.File.WriteAllLines(
            File,
            Enumerable
                .Range(0, rows)
                .Select(i =>
                    $"{{\"id\":\"{i}\",\"messages\":[{{\"role\":\"user\",\"content\":\"q\"}},{{\"role\":\"assistant\",\"content\":\"{new string('x', i)}{new string(letters)}\"}}]}}"
                )
        );

    private sealed class Counted(string file) : IInsightSource
    {
        private readonly ImportedRows _rows = new(
            file,
            token => ImportReader.OpenAsync(System.IO.File.OpenRead(file), "in.jsonl", null, token),
            threads: 1
        );

        public int Readings { get; private set; }

        public string Name => _rows.Name;

        public long Rejected => _rows.Rejected;

        public IAsyncEnumerable<Sample> PeekAsync(CancellationToken cancellationToken) => _rows.PeekAsync(cancellationToken);

        public IAsyncEnumerable<ColumnBatch> ReadAsync(ColumnReader columns, CancellationToken cancellationToken)
        {
            Readings++;
            return _rows.ReadAsync(columns, cancellationToken);
        }
    }
}
