using System.Text;
using System.Text.Json;
using CsCheck;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;
using Distill.Testing;

namespace Distill.Core.Tests.Samples.Json;

public class JsonScannerTests
{
    private const string Line =
        """{"id":"s1","messages":[{"role":"user","content":"a \"q\" \u4e2d\n 中文 \ud83d\ude00"},{"role":"assistant","content":""}],"labels":{"a":"1","b":null,"c":true},"scores":{"j":-4.5e+3},"meta":{"deep":[[{"x":[1,2,{}]}]],"n":0.10,"e":[],"t":"\\\/\b"},"other":[null,false]}""";

    [Fact]
    public void Verdict_OnEachJsonTestSuiteFile_IsThatOfUtf8JsonReader()
    {
        var files = Directory.GetFiles(SharedData.Require("robustness", "JSONTestSuite_test_parsing"));
        files.Length.ShouldBe(318);
        files.Where(file => IsJson(File.ReadAllBytes(file)) != ReaderAccepts(File.ReadAllBytes(file))).ShouldBeEmpty();
    }

    [Fact]
    public void Verdict_OnAMutatedLine_IsThatOfUtf8JsonReader()
    {
        var seed = Encoding.UTF8.GetBytes(Line);
        const string Interesting = "{}[]\",:\\ueE+-.0123456789tfn \t\r\n\u0001x";
        var edit = Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Int[0, 3], Gen.Int[0, Interesting.Length - 1]);
        edit.Array[1, 4]
            .Sample(
                edits =>
                {
                    var bytes = seed.ToList();
                    foreach (var (place, kind, letter) in edits)
                    {
                        Apply(bytes, place % bytes.Count, kind, (byte)Interesting[letter]);
                    }

                    byte[] mutated = [.. bytes];
                    IsJson(mutated).ShouldBe(ReaderAccepts(mutated), Encoding.UTF8.GetString(mutated));
                    // What is taken for a sample is JSON, and what is no JSON is told as that.
                    var read = SampleJson.Read(mutated);
                    if (!ReaderAccepts(mutated))
                    {
                        read.Reason.ShouldBe("malformed_json", Encoding.UTF8.GetString(mutated));
                    }
                },
                iter: 20_000
            );
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Nesting_IsBoundedAsInUtf8JsonReader(int depth, bool accepted)
    {
        var text = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));

        IsJson(text).ShouldBe(accepted);
        ReaderAccepts(text).ShouldBe(accepted);
    }

    [Theory]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}""", "The record is cut off")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q}""", "The record is cut off")]
    [InlineData("""{"id":"1" "messages":[]}""", "byte 11")]
    [InlineData("""{"id":01}""", "leading zero")]
    [InlineData("""{"id":"1"} {}""", "text after the end")]
    public void Read_OfNoJson_SaysWhereAndWhy(string line, string told) =>
        SampleJson.Read(Encoding.UTF8.GetBytes(line)).Message.ShouldNotBeNull().ShouldContain(told);

    private static void Apply(List<byte> bytes, int place, int kind, byte letter)
    {
        switch (kind)
        {
            case 0:
                bytes[place] = letter;
                break;
            case 1:
                bytes.Insert(place, letter);
                break;
            case 2 when bytes.Count > 1:
                bytes.RemoveAt(place);
                break;
            default:
                bytes.RemoveRange(place, Math.Min(5, bytes.Count - place - 1));
                break;
        }
    }

    private static bool IsJson(byte[] text)
    {
        var scanner = new JsonScanner(text);
        ValueTraits traits = default;
        return scanner.SkipValue(0, ref traits) && scanner.End();
    }

    private static bool ReaderAccepts(byte[] text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, JsonLine.ReaderOptions);
            while (reader.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
