using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Formats.Encodings;

namespace Distill.Core.Tests.Formats;

public class EncodingTests
{
    private const string Chinese = """
        {"prompt":"请根据下面的新闻生成摘要：“立法法”修改后共计105条","response":"修改后的立法法全文公布"}
        {"prompt":"太阳系中最大的行星是哪颗？😀","response":"木星"}
        """;

    private const string French = """{"prompt":"Où est l'élève ?","response":"À l'école, déjà."}""";

    [Theory]
    [InlineData("utf-8", true, "byte order mark", TextEncodings.Utf8)]
    [InlineData("utf-8", false, "", TextEncodings.Utf8)]
    [InlineData("utf-16", true, "byte order mark", TextEncodings.Utf16LittleEndian)]
    [InlineData("utf-16", false, "zero", TextEncodings.Utf16LittleEndian)]
    [InlineData("utf-16BE", true, "byte order mark", TextEncodings.Utf16BigEndian)]
    [InlineData("utf-16BE", false, "zero", TextEncodings.Utf16BigEndian)]
    [InlineData("GB18030", false, "Chinese", TextEncodings.Gb18030)]
    public async Task ChineseFile_OfEveryEncoding_IsReadAlikeAndSaysWhy(string name, bool mark, string why, string expected)
    {
        var encoding = Encoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Chinese)];

        var import = await Import.BytesAsync("in.jsonl", bytes);

        import.Rejects.ShouldBeEmpty();
        import.Samples.Select(sample => sample.Answer).ShouldBe(["修改后的立法法全文公布", "木星"]);
        import.Samples[1].Messages[0].Content.ShouldEndWith("😀");
        import.Detection.Encoding.ShouldBe(expected);
        import.Detection.Reason.ShouldContain(why);
    }

    [Fact]
    public async Task Latin1_IsToldFromGb18030()
    {
        var import = await Import.BytesAsync("in.jsonl", System.Text.Encoding.Latin1.GetBytes(French));

        (import.Detection.Encoding, import.Samples.Single().Answer).ShouldBe((TextEncodings.Latin1, "À l'école, déjà."));
    }

    [Fact]
    public async Task AskedForEncoding_IsObeyed()
    {
        var bytes = Encoding("GB18030").GetBytes(Chinese);

        var import = await Import.BytesAsync("in.jsonl", bytes, new ImportOptions { Encoding = TextEncodings.Latin1 });

        import.Samples[1].Answer.ShouldBe("Ä¾ÐÇ");
        await Should.ThrowAsync<ArgumentException>(() => Import.BytesAsync("in.jsonl", bytes, new ImportOptions { Encoding = "ebcdic" }));
    }

    [Fact]
    public async Task DamagedCharacter_RejectsOnlyItsLine()
    {
        var encoding = Encoding("GB18030");
        byte[] bytes = [.. encoding.GetBytes(Chinese + "\n{\"prompt\":\"坏"), 0xFF, .. encoding.GetBytes("\"}\n")];

        var import = await Import.BytesAsync("in.jsonl", bytes);

        import.Samples.Count.ShouldBe(2);
        (import.Rejects.Single().Line, import.Rejects.Single().Reason).ShouldBe((3, RejectReasons.InvalidUtf8));
    }

    private static Encoding Encoding(string name) =>
        name == "utf-8" ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        : name == "GB18030" ? CodePagesEncodingProvider.Instance.GetEncoding(name)!
        : System.Text.Encoding.GetEncoding(name);
}
