using System.Text;
using Distill.Core.Evaluation;
using Distill.Core.Formats.Writing;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Formats;

public class ColumnFileWriterTests
{
    private static readonly Sample Log = SampleJson
        .Read(
            """{"id":"r1","messages":[{"role":"user","content":"a\nb,\"c\""},{"role":"assistant","content":"退款\r\n好"}],"meta":{"usage":{"input":12},"n":1.0}}"""u8
        )
        .Sample!;

    [Fact]
    public async Task WriteAsync_Csv_QuotesAndMakesSpacesOfLineBreaks() =>
        (await WriteAsync(isCsv: true, newlineToSpace: true)).ShouldBe(
            "Prompt,response,usage,n,none\n\"a b,\"\"c\"\"\",退款 好,\"{\"\"input\"\":12}\",1.0,\n"
        );

    [Fact]
    public async Task WriteAsync_Json_KeepsLineBreaksAndWritesNullForWhatIsMissing() =>
        (await WriteAsync(isCsv: false, newlineToSpace: false)).ShouldBe(
            """{"Prompt":"a\nb,\"c\"","response":"退款\r\n好","usage":"{\"input\":12}","n":"1.0","none":null}""" + "\n"
        );

    [Theory]
    [InlineData("Prompt=nope")]
    [InlineData("=prompt")]
    public void Parse_OfNoColumn_SaysWhatIsWanted(string text) => Should.Throw<InvalidSettingException>(() => OutputColumn.Parse(text));

    private static async Task<string> WriteAsync(bool isCsv, bool newlineToSpace)
    {
        using var target = new MemoryStream();
        var columns = new[] { "Prompt=prompt", "response=answer", "usage=meta.usage", "n=meta.n", "none=meta.none" }.Select(
            OutputColumn.Parse
        );
        await using var writer = new ColumnFileWriter(target, [.. columns], isCsv, newlineToSpace);
        await writer.WriteAsync(Log);
        await writer.CompleteAsync();
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
