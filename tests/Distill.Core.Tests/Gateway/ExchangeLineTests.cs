using System.Buffers;
using System.Text;
using System.Text.Json;
using Distill.Core.Gateway;
using Distill.Core.Tests.Formats;
using Distill.Testing;

namespace Distill.Core.Tests.Gateway;

public class ExchangeLineTests
{
    private const string Request = """{"model":"online","user":"ada","messages":[{"role":"user","content":"hi"}],"temperature":0.10}""";

    private const string Response =
        """{"id":"c1","model":"m-2026","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""";

    [Fact]
    public void Write_OfBodiesOverSeveralLines_IsOneLine()
    {
        var line = Write(Request.Replace(",", ",\r\n", StringComparison.Ordinal), Response.Replace(":", ":\n", StringComparison.Ordinal));

        line.ShouldNotContain('\n');
        line.ShouldNotContain('\r');
        JsonDocument.Parse(line).RootElement.GetProperty("request").GetProperty("temperature").GetRawText().ShouldBe("0.10");
    }

    [Fact]
    public void Write_NeverHasTheUsersKey()
    {
        var line = Write(Request, Response);

        line.ShouldNotContain("ada");
        line.ShouldContain($"\"user\":\"{new UserKeyHash("0123456789abcdef"u8.ToArray()).Hash("ada")}\"");
    }

    [Theory]
    [InlineData("<html>502</html>")]
    [InlineData("{\"choices\": [")]
    public void Write_OfAnAnswerThatIsNoJson_KeepsItAsText(string page)
    {
        var line = Write(Request, page, AnswerForm.Other, status: 502, error: "upstream_timeout");

        JsonDocument.Parse(line).RootElement.GetProperty("response").GetString().ShouldBe(page);
    }

    [Fact]
    public void Write_OfAStream_IsTheWholeAnswer()
    {
        string[] chunks =
        [
            """{"id":"c1","created":5,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"\u4f60"}},{"delta":{"content":"b"},"index":1}]}""",
            """{"id":"c1","choices":[{"index":0,"delta":{"content":"好\n"},"finish_reason":"stop"}]}""",
            """{"id":"c1","choices":[{"index":1,"delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"find","arguments":"{\"a"}}]}}]}""",
            """{"id":"c1","choices":[{"index":1,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\":1}"}}]},"finish_reason":"tool_calls"}]}""",
            """{"id":"c1","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":4}}""",
            """{"id":"c1","choi""",
        ];

        var line = JsonDocument.Parse(Write(Request, string.Join('\n', chunks), AnswerForm.Chunks)).RootElement;

        line.GetProperty("usage").GetRawText().ShouldBe("""{"input":7,"output":4}""");
        var choices = line.GetProperty("response").GetProperty("choices");
        choices[0].GetRawText().ShouldBe("""{"index":0,"message":{"role":"assistant","content":"你好\n"},"finish_reason":"stop"}""");
        choices[1]
            .GetProperty("message")
            .GetProperty("tool_calls")
            .GetRawText()
            .ShouldBe("""[{"id":"t1","type":"function","function":{"name":"find","arguments":"{\"a\":1}"}}]""");
        choices[1].GetProperty("finish_reason").GetString().ShouldBe("tool_calls");
    }

    [Fact]
    public void Write_WithoutUsage_EstimatesTokens_AndSaysSo()
    {
        var line = Write(Request, """{"choices":[{"message":{"content":"你好你好"}}]}""");

        JsonDocument.Parse(line).RootElement.GetProperty("usage").GetRawText().ShouldBe("""{"input":2,"output":4,"estimated":true}""");
    }

    [Fact]
    public async Task ALine_IsImportedAsASample_AndAFailedCallIsAReject()
    {
        var text = $"{Write(Request, Response)}\n{Write(Request, "", AnswerForm.None, 504, "upstream_timeout")}\n";

        var import = await Import.TextAsync("log.jsonl", text);

        import.Detection.Format.ShouldBe("gateway");
        var sample = import.Samples.ShouldHaveSingleItem();
        sample.Id.ShouldBe("a1");
        sample.Messages.Select(message => $"{message.Role}: {message.Content}").ShouldBe(["user: hi", "assistant: hello"]);
        foreach (
            var (name, value) in ((string, string)[])
                [("asid", "\"a1\""), ("alias", "\"online\""), ("model", "\"ft:7\""), ("version", "\"ft:7\""), ("latency_ms", "12.5")]
        )
        {
            sample.Meta![name]!.ToJsonString().ShouldBe(value, name);
        }

        sample.Meta!["usage"]!.ToJsonString().ShouldBe("""{"input":3,"output":2}""");
        sample.Meta["time"]!.GetValue<string>().ShouldBe("2026-11-23T08:00:00.000Z");
        import.Rejects.ShouldHaveSingleItem().Reason.ShouldBe("failed_call");
    }

    [Fact]
    public async Task ALineOfEmbeddings_IsPassedOverByImports_AndIsNoReject()
    {
        const string Asked = """{"model":"online","input":["a","b"]}""";
        var embedding = Write(Asked, """{"data":[]}""", kind: ExchangeKind.Embedding);

        var import = await Import.TextAsync("log.jsonl", $"{embedding}\n{Write(Request, Response)}\n{embedding}\n");

        import.Detection.Format.ShouldBe("gateway");
        import.Samples.ShouldHaveSingleItem();
        import.Rejects.ShouldBeEmpty();
        import.Summary.PassedOver.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"one\"", 1)]
    [InlineData("[\"one\",\"two\"]", 2)]
    [InlineData("[1,2,3]", 1)]
    [InlineData("[[1,2],[3]]", 2)]
    [InlineData("[]", 0)]
    public void Write_OfEmbeddings_CountsInputs(string input, int count)
    {
        var line = Write($$"""{"model":"online","input":{{input}}}""", """{"data":[[1]]}""", kind: ExchangeKind.Embedding);

        JsonDocument.Parse(line).RootElement.GetProperty("inputs").GetInt32().ShouldBe(count);
    }

    private static string Write(
        string request,
        string response,
        AnswerForm form = AnswerForm.Json,
        int status = 200,
        string? error = null,
        ExchangeKind kind = ExchangeKind.Chat
    )
    {
        var body = Encoding.UTF8.GetBytes(request);
        var outline = RequestOutline.Read(body, out _).ShouldNotBeNull();
        var output = new ArrayBufferWriter<byte>();
        new ExchangeLine(new UserKeyHash("0123456789abcdef"u8.ToArray()), null).Write(
            new Exchange
            {
                Asid = "a1",
                Time = Some.Time,
                Alias = "online",
                Kind = kind,
                Outline = outline,
                Request = body,
                User = outline.User,
                Target = "student",
                Model = "ft:7",
                Version = "ft:7",
                Response = Encoding.UTF8.GetBytes(response),
                Form = form,
                Status = status,
                LatencyMs = 12.5,
                Error = error,
            },
            output
        );
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
