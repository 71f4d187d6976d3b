using Distill.Core.Formats;
using Distill.Core.Formats.Writing;
using Distill.Core.Samples;
using Distill.Testing;
using DuckDB.NET.Data;

namespace Distill.DuckDb.Tests;

/// <summary>Parquet files between this product and another implementation of the format.</summary>
public sealed class ParquetExchangeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");

    public ParquetExchangeTests() => _duck.Open();

    public void Dispose()
    {
        _duck.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_that_DuckDB_wrote_is_read_with_all_its_types()
    {
        var path = _folder.At("other.parquet");
        Run(
            $$"""
            COPY (
                SELECT 'r' || i AS id, [{'role': 'user', 'content': '退款' || i}, {'role': 'assistant', 'content': 'ok'}] AS messages,
                    {'intent': 'refund', 'none': NULL} AS labels, i::BIGINT AS n, 1.5::DOUBLE AS d, TIMESTAMP '2026-11-23 08:00:00' AS "time",
                    12.50::DECIMAL(9, 2) AS price, i % 2 = 0 AS even, NULL::VARCHAR AS nothing
                FROM range(3) t(i)
            ) TO '{{path}}' (FORMAT parquet)
            """
        );

        await using var reader = await ImportReader.OpenAsync(File.OpenRead(path), "other.parquet");
        var samples = new List<Sample>();
        await foreach (var item in reader.ReadAsync())
        {
            samples.Add(item.Sample.ShouldNotBeNull(item.Reject?.Detail?.ToJsonString()));
        }

        samples.Count.ShouldBe(3);
        samples[1].Messages.ShouldBe([Message.User("退款1"), Message.Assistant("ok")]);
        samples[1].Labels.ShouldBe(new Dictionary<string, string> { ["intent"] = "refund" });
        samples[1].Meta!["time"]!.GetValue<string>().ShouldBe("2026-11-23T08:00:00Z");
        samples[1].Meta!["price"]!.ToJsonString().ShouldBe("12.50");
        samples[1].Meta!["even"]!.GetValue<bool>().ShouldBeFalse();
        samples[1].Meta!.ContainsKey("nothing").ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_was_exported_is_read_by_DuckDB()
    {
        var path = _folder.At("ours.parquet");
        await using (var file = File.Create(path))
        await using (var writer = new SampleFileWriter(file, new ExportOptions { Format = ExportFormats.Parquet }))
        {
            await writer.WriteAsync(Some.Sample("a", "退款😀"));
            await writer.WriteAsync(
                Some.Sample("b", "x", answer: null) with
                {
                    Chosen = [Message.Assistant("+")],
                    Rejected = [Message.Assistant("-")],
                }
            );
            await writer.CompleteAsync();
        }

        Run(
                $"SELECT id || ':' || messages[1].content || ':' || len(messages) || ':' || coalesce(chosen[1].content, '') FROM '{path}' ORDER BY id"
            )
            .ShouldBe(["a:退款😀:2:", "b:x:1:+"]);
    }

    private List<string> Run(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
        {
            texts.Add(rows.GetValue(0).ToString()!);
        }

        return texts;
    }
}
