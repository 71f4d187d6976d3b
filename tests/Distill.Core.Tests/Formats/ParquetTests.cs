using System.IO.Compression;
using System.Text;
using CsCheck;
using Distill.Core.Formats;
using Distill.Core.Formats.Writing;
using Distill.Core.Samples;
using Distill.Testing;
using Distill.Testing.Filtering;

namespace Distill.Core.Tests.Formats;

public class ParquetTests
{
    [Fact]
    public Task WrittenAndReadAgain_SamplesAreTheSame() =>
        GeneratedSamples
            .All.List[1, 20]
            .SampleAsync(
                async samples =>
                {
                    var distinct = samples.DistinctBy(sample => sample.Id).ToList();
                    var (read, rejects) = await ReadAsync(await WriteAsync(distinct));
                    rejects.ShouldBeEmpty();
                    read.Select(Line).ShouldBe(distinct.Select(Line));
                },
                iter: 30
            );

    [Fact]
    public async Task WriteAsync_OfManyFilesAtOnce_LosesNoValue()
    {
        var samples = Some.Samples(20).ToList();

        var files = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => WriteAsync(samples))));

        foreach (var file in files.DistinctBy(Convert.ToBase64String))
        {
            var (read, rejects) = await ReadAsync(file);
            rejects.ShouldBeEmpty();
            read.Select(Line).ShouldBe(samples.Select(Line));
        }
    }

    [Fact]
    public async Task ReadAsync_OfSeveralRowGroups_KeepsOrderAndCountsRowsAsLines()
    {
        var (read, _) = await ReadAsync(await WriteAsync(Some.Samples(10_001)));

        read.Count.ShouldBe(10_001);
        read[^1].Id.ShouldBe("s10000");
        await using var reader = await ImportReader.OpenAsync(new MemoryStream(await WriteAsync(Some.Samples(2))), "x.bin");
        reader.Detection.Format.ShouldBe(ImportFormats.Canonical);
        reader.Detection.Reason.ShouldContain("rows of a Parquet file");
    }

    [Fact]
    public async Task ReadAsync_ByColumnMapping_TakesAnyColumns()
    {
        var mapping = new FieldMapping { Prompt = "messages[0].content", Id = "id" };

        var (read, _) = await ReadAsync(
            await WriteAsync(Some.Samples(1)),
            new ImportOptions { Format = ImportFormats.Json, Mapping = mapping }
        );

        read.ShouldHaveSingleItem().Messages.ShouldHaveSingleItem().Content.ShouldBe("问题 0");
    }

    [Fact]
    public async Task OpenAsync_OfADamagedFooter_SaysSo()
    {
        var cut = (await WriteAsync(Some.Samples(5)))[..^9];

        (await Refusal(new MemoryStream(cut))).ShouldContain("footer cannot be read");
    }

    [Fact]
    public async Task ReadAsync_OfADamagedPage_KeepsWhatCameBeforeAndRejectsTheRest()
    {
        var bytes = await WriteAsync(Some.Samples(10_500));
        var (whole, _) = await ReadAsync(bytes);
        // The second row group lies right before the footer, whose length is in the last eight bytes.
        var footer = bytes.Length - 8 - BitConverter.ToInt32(bytes, bytes.Length - 8);
        bytes.AsSpan(footer - 1500, 1000).Fill(0xEE);

        var (read, rejects) = await ReadAsync(bytes);

        read.Count.ShouldBe(10_000);
        whole.Count.ShouldBe(10_500);
        rejects.ShouldHaveSingleItem().Detail!.ToJsonString().ShouldContain("row group 2 of 2");
    }

    [Fact]
    public async Task OpenAsync_OfAnotherFileAsParquet_SaysSo() =>
        (await Refusal(new MemoryStream("{}"u8.ToArray()), ImportFormats.Parquet)).ShouldContain("does not begin with PAR1");

    [Fact]
    public async Task OpenAsync_OfAStreamWithoutAnEnd_SaysWhatToDo()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(await WriteAsync(Some.Samples(1)));
        }

        packed.Position = 0;

        (await Refusal(packed, name: "x.parquet.gz")).ShouldContain("Give it as a plain file");
    }

    private static async Task<string> Refusal(Stream content, string format = ImportFormats.Auto, string name = "x.parquet") =>
        (
            await Should.ThrowAsync<ImportException>(() => ImportReader.OpenAsync(content, name, new ImportOptions { Format = format }))
        ).Message;

    private static async Task<byte[]> WriteAsync(IEnumerable<Sample> samples)
    {
        using var target = new MemoryStream();
        await using var writer = new SampleFileWriter(target, new ExportOptions { Format = ExportFormats.Parquet });
        foreach (var sample in samples)
        {
            await writer.WriteAsync(sample);
        }

        await writer.CompleteAsync();
        return target.ToArray();
    }

    private static async Task<(List<Sample>, List<Core.Datasets.Reject>)> ReadAsync(byte[] bytes, ImportOptions? options = null)
    {
        await using var reader = await ImportReader.OpenAsync(new MemoryStream(bytes), "x.parquet", options);
        var (samples, rejects) = (new List<Sample>(), new List<Core.Datasets.Reject>());
        await foreach (var item in reader.ReadAsync())
        {
            if (item.IsSample)
            {
                samples.Add(item.Sample);
            }
            else
            {
                rejects.Add(item.Reject);
            }
        }

        return (samples, rejects);
    }

    // Import adds where a row came from.
    private static string Line(Sample sample)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        var meta = sample.Meta?.DeepClone().AsObject();
        meta?.Remove("source");
        SampleJson.Write(line, sample with { Meta = meta is { Count: > 0 } ? meta : null });
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
