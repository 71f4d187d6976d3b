using System.Text;
using CsCheck;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;

namespace Distill.Core.Tests.Formats;

public class DelimitedImportTests
{
    [Fact]
    public async Task QuotedFields_MayHoldDelimitersQuotesAndNewlines()
    {
        const string Text = "\uFEFFid,prompt,response\r\n1,\"a, \"\"b\"\"\r\nc\",\"\"\"x\"\"\"\r\n\r\n2,plain \"as is\",y\r\n3,\"q\",last";

        var import = await Import.TextAsync("in.csv", Text);

        import
            .Samples.Select(sample => (sample.Id, sample.Messages[0].Content, sample.Answer))
            .ShouldBe([("1", "a, \"b\"\r\nc", "\"x\""), ("2", "plain \"as is\"", "y"), ("3", "q", "last")]);
        import.Samples.Select(sample => RowSource.Of(sample)!.Line).ShouldBe([2, 5, 6]);
    }

    [Fact]
    public async Task BadRecords_AreRejectsWithTheirPlace_AndTheRestGoesOn()
    {
        byte[] bytes = [.. "prompt,response\na,b,c\n\"a\"x,b\nonly\n,empty\ngood,one\n"u8, 0xFF, .. ",b\n\"also\",good"u8];

        var import = await Import.BytesAsync("in.csv", bytes);

        import.Samples.Select(sample => sample.Answer).ShouldBe(["one", "good"]);
        import
            .Rejects.Select(reject => (reject.Line, reject.Reason))
            .ShouldBe([
                (2, RejectReasons.FieldCount),
                (3, RejectReasons.MalformedCsv),
                (4, RejectReasons.FieldCount),
                (5, RejectReasons.EmptyField),
                (7, RejectReasons.InvalidUtf8),
            ]);
    }

    [Fact]
    public async Task QuoteThatIsNeverClosed_IsAnUnreadableRest_AtItsLine()
    {
        var import = await Import.TextAsync("in.csv", "prompt,response\na,b\n\"open,c\nd,e\n");

        import.Samples.Count.ShouldBe(1);
        (import.Rejects.Single().Reason, import.Rejects.Single().Line).ShouldBe((RejectReasons.UnreadableRest, 3));
    }

    [Fact]
    public async Task Tsv_TakesQuotesAsTheyAre_UnlessToldOtherwise()
    {
        const string Text = "prompt\tresponse\n\"a\"\tb \"c\n";

        (await Import.TextAsync("in.tsv", Text)).Samples.Single().Messages[0].Content.ShouldBe("\"a\"");
        (await Import.TextAsync("in.tsv", Text, new ImportOptions { Quoted = true })).Samples.Single().Messages[0].Content.ShouldBe("a");
    }

    [Fact]
    public async Task UnmappedColumns_GoUnderMeta_UnlessTheMappingNamesThem()
    {
        const string Text = "sentence;label;origin;empty\nx y;1;web;\n";
        var mapping = new FieldMapping
        {
            Template = "Mood of {{sentence}}: {sentence}?",
            Response = "label",
            System = "origin",
        };

        var all = (
            await Import.TextAsync("in.csv", Text, new ImportOptions { Mapping = mapping with { System = null }, Delimiter = ';' })
        ).Samples.Single();
        var none = (
            await Import.TextAsync(
                "in.csv",
                Text,
                new ImportOptions { Mapping = mapping with { Meta = new Dictionary<string, string>() }, Delimiter = ';' }
            )
        ).Samples.Single();

        all.Messages[0].Content.ShouldBe("Mood of {sentence}: x y?");
        all.Meta!.Select(pair => pair.Key).ShouldBe(["origin", "source"]);
        none.Messages.Select(message => message.Role).ShouldBe(["system", "user", "assistant"]);
        none.Meta!.Select(pair => pair.Key).ShouldBe(["source"]);
    }

    [Theory]
    [InlineData("question,answer\nq,a\n", "mapping: { prompt: question }")]
    [InlineData("prompt,prompt\nq,a\n", "twice")]
    [InlineData("\"prompt\nq,a\n", "header")]
    public async Task UnusableHeader_SaysWhatAndTheRemedy(string text, string what) =>
        (await Should.ThrowAsync<ImportException>(() => Import.TextAsync("in.csv", text))).Message.ShouldContain(what);

    [Fact]
    public async Task MappingOfAMissingColumn_NamesItAndThoseThereAre()
    {
        var mapping = new FieldMapping
        {
            Template = "{sentense}",
            Labels = new Dictionary<string, string> { ["l"] = "label" },
        };

        var failure = await Should.ThrowAsync<ImportException>(() =>
            Import.TextAsync("in.tsv", "sentence\tlabel\nx\t1\n", new ImportOptions { Mapping = mapping })
        );

        failure.Message.ShouldBe("in.tsv: the mapping names 'sentense', but the header has 'sentence', 'label'.");
    }

    [Fact]
    public async Task AnyTable_WrittenAsRfc4180_ComesBackAsItWas()
    {
        var cell = Gen.Char["ab ,\"\r\n\t;中é"]
            .Array[1, 12]
            .Select(value => new string(value))
            .Where(value => !string.IsNullOrWhiteSpace(value));
        await Gen.Select(Gen.Select(cell, cell).Array[1, 20], Gen.Bool)
            .SampleAsync(
                async (rows, crlf) =>
                {
                    var end = crlf ? "\r\n" : "\n";
                    var text = new StringBuilder("prompt,response").Append(end);
                    foreach (var (prompt, response) in rows)
                    {
                        text.Append($"\"{prompt.Replace("\"", "\"\"")}\",\"{response.Replace("\"", "\"\"")}\"").Append(end);
                    }

                    var import = await Import.TextAsync("in.csv", text.ToString());

                    import.Rejects.ShouldBeEmpty();
                    import
                        .Samples.Select(sample => (sample.Messages[0].Content, sample.Answer))
                        .ShouldBe(rows.Select(row => (row.Item1, (string?)row.Item2)));
                },
                iter: 300
            );
    }
}
