using System.IO.Compression;
using System.Text;
using Distill.Core.Feedback;
using Distill.Testing;

namespace Distill.Core.Tests.Feedback;

public sealed class FeedbackFileTests
{
    private const string Row = "a1,thumb,-1,2026-11-23T08:00:00Z";

    [Theory]
    [InlineData("asid,type,value,time\n")]
    [InlineData("\uFEFFasid,type,value,time\r\n")]
    [InlineData(" ASID , Type,VALUE,\"Time\"\n")]
    [InlineData("asid,type,value,time,,\n")]
    public async Task Read_OfAHeaderHoweverSpelled_GivesTheEvent(string header)
    {
        var item = await EventAsync(header + Row, "events.csv");

        (item.Asid, item.Type, item.Value).ShouldBe(("a1", "thumb", -1));
    }

    [Theory]
    [InlineData("Event ID;asid;type;text\ne1;a1;comment;\"半角; 分号\"\n", "events.CSV")]
    [InlineData("eventId\tasid\ttype\ttext\ne1\ta1\tcomment\t半角; 分号\n", "events.tsv")]
    [InlineData("{\"event_id\":\"e1\",\"asid\":\"a1\",\"type\":\"comment\",\"text\":\"半角; 分号\"}\r\n", "events.jsonl")]
    public async Task Read_InOtherFormsAndEncodings_GivesTheEvent(string text, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.GetEncoding("GB18030")])
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

            var item = (await RowsAsync(bytes, name)).ShouldHaveSingleItem().Fields.ShouldNotBeNull();

            (item["event_id"], item["text"]).ShouldBe(("e1", "半角; 分号"));
        }
    }

    [Fact]
    public async Task Read_OfACompressedFile_GivesItsEvents_AndTellsWhereItIsCutOff()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($"asid,type,value,time\n{Row}\n"), TestContext.Current.CancellationToken);
        }

        (await RowsAsync(packed.ToArray(), "events.csv.gz")).ShouldHaveSingleItem().Fields.ShouldNotBeNull()["asid"].ShouldBe("a1");
    }

    [Theory]
    [InlineData("asid,type,author\na1,stop,bob\na2,stop,bob\n", "author", "unknown")]
    [InlineData("asid,value\na1,1\na2,1\n", "type", "no such column")]
    [InlineData("asid,type,Asid\na1,stop,a1\n", "asid", "Two columns")]
    [InlineData("a1,thumb,-1,2026-11-23T08:00:00Z\n", "a1", "unknown")]
    [InlineData("", "", "empty")]
    public async Task Read_OfAWrongHeader_TellsItOnce_AndReadsNoRow(string text, string field, string cause)
    {
        var row = (await RowsAsync(Encoding.UTF8.GetBytes(text), "events.csv")).ShouldHaveSingleItem();

        row.Line.ShouldBe(1);
        row.Fault.ShouldNotBeNull().Field.ShouldBe(field);
        row.Fault.Message.ShouldContain(cause);
    }

    [Fact]
    public async Task Read_OfAJsonArray_TellsItOnce()
    {
        var row = (await RowsAsync("[\n{\"asid\":\"a1\"},\n{\"asid\":\"a2\"}]"u8.ToArray(), "events.json")).ShouldHaveSingleItem();

        row.Fault.ShouldNotBeNull().Message.ShouldContain("array");
    }

    [Theory]
    [InlineData("11/12/2026 08:00")]
    [InlineData("23.11.2026")]
    [InlineData("1795420800")]
    [InlineData("2026-13-01T00:00:00Z")]
    public async Task Check_OfATimeThatIsNotIso_IsAFault(string time)
    {
        var rows = await RowsAsync(Encoding.UTF8.GetBytes($"asid,type,time\na1,stop,{time}\n"), "events.csv");

        var (_, faults) = FeedbackRules.Check(rows[0].Fields!, Some.Time, "given", user => user);

        faults.ShouldHaveSingleItem().Field.ShouldBe("time");
    }

    private static async Task<FeedbackEvent> EventAsync(string text, string name)
    {
        var rows = await RowsAsync(Encoding.UTF8.GetBytes(text), name);
        var (item, faults) = FeedbackRules.Check(rows.ShouldHaveSingleItem().Fields!, Some.Time, "given", user => user);
        faults.ShouldBeEmpty();
        return item.ShouldNotBeNull();
    }

    private static async Task<List<FeedbackRow>> RowsAsync(byte[] bytes, string name) =>
        await FeedbackFile
            .ReadAsync(new MemoryStream(bytes), name, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
}
