using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Filtering;
using Distill.Core.Formats;
using Distill.DuckDb.Tables;
using Distill.Testing;
using DuckDB.NET.Data;

namespace Distill.DuckDb.Tests.Tables;

public class SampleTableTests
{
    private const string Lines = """
        {"id":"a","messages":[{"role":"user","content":"退款😀"},{"role":"assistant","content":"OK"}],"labels":{"intent":"refund"},"meta":{"time":"2026-11-23T16:00:00+08:00","model":"m1"}}
        {"id":"b","messages":[{"role":"user","content":
        {"id":"c","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"x"}],"scores":{"judge":4.5}}
        """;

    [Fact]
    public async Task AddAsync_OfAFileWithABadLine_LoadsTheOthersAndTellsTheLine()
    {
        using var database = DuckDatabase.Open();
        var table = SampleTable.Create(database, "logs");
        var rejects = new List<Reject>();
        await using var reader = await ImportReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(Lines)), "logs.jsonl");

        using (var writer = table.Append())
        {
            await writer.AddAsync(reader, rejects.Add);
        }

        rejects.ShouldHaveSingleItem().Line.ShouldBe(2);
        table.Count().ShouldBe(2);
        table.Count(FilterExpression.Parse("labels.intent = 'refund'").Expression).ShouldBe(1);
        await using var command = table.Select(
            "\"time\", model, prompt_length, answer_length, turns, \"system\"",
            tail: "ORDER BY ordinal"
        );
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        rows.GetDateTime(0).ShouldBe(new DateTime(2026, 11, 23, 8, 0, 0));
        (rows.GetString(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetInt32(4)).ShouldBe(("m1", 3, 2, 1));
        await rows.ReadAsync();
        (await rows.IsDBNullAsync(0)).ShouldBeTrue();
        (await rows.IsDBNullAsync(3)).ShouldBeTrue();
        rows.GetString(5).ShouldBe("Be brief.");
    }

    [Fact]
    public void Append_ASecondTime_CountsOn()
    {
        using var database = DuckDatabase.Open();
        var table = SampleTable.Create(database);
        foreach (var sample in Some.Samples(2))
        {
            using var writer = table.Append();
            writer.Add(sample);
        }

        using var command = table.Select("max(ordinal)");
        command.ExecuteScalar().ShouldBe(1L);
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SET enable_external_access = true")]
    public void Database_RefusesWhatLeavesIt(string sql)
    {
        using var database = DuckDatabase.Open();

        Should.Throw<DuckDBException>(() => database.Execute(sql));
    }

    [Fact]
    public void Create_OfAnOddName_IsRefused()
    {
        using var database = DuckDatabase.Open();

        Should.Throw<ArgumentException>(() => SampleTable.Create(database, "a\"; drop table x"));
    }
}
