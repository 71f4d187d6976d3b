using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Formats.Logs;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Core.Tests.Formats;

public class LogFormatsTests
{
    private const string Choices =
        """{"id":"c1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}],"usage":{"total_tokens":3}}""";

    [Theory]
    [InlineData("""{"body":{"result":"a","usage":{"total_tokens":3}}}""")]
    [InlineData("""{"body":{"choices":[{"message":{"role":"assistant","content":"a"}}],"usage":{"total_tokens":3}}}""")]
    public async Task QianfanLog_ReadsResultOrChoices(string response)
    {
        var line =
            $$$"""{"requestid":"as-1","timestamp":"2026-11-23T08:00:00Z","asid":"x","request":{"body":{"messages":[{"role":"user","content":"q"}],"temperature":0.1}},"response":{{{response}}}}""";

        var import = await Import.TextAsync("log.jsonl", line);

        import.Detection.Format.ShouldBe(ImportFormats.QianfanLog);
        var sample = import.Samples.Single();
        sample.Id.ShouldBe("as-1");
        sample.Messages.ShouldBe([Message.User("q"), Message.Assistant("a")]);
        sample.Meta!["time"]!.GetValue<string>().ShouldBe("2026-11-23T08:00:00Z");
        sample.Meta["asid"]!.GetValue<string>().ShouldBe("x");
        sample.Meta["usage"]!["total_tokens"]!.GetValue<int>().ShouldBe(3);
        sample.Meta["request.body.temperature"]!.GetValue<double>().ShouldBe(0.1);
    }

    [Fact]
    public async Task QianfanLog_WithBodiesInTexts_IsReadAlike()
    {
        var line =
            $$"""{"requestid":"1","asid":"x","request":{{JsonSerializer.Serialize("""{"system":"s","messages":[{"role":"user","content":"q"}]}""")}},"response":{{JsonSerializer.Serialize(Choices)}}}""";

        var sample = (await Import.TextAsync("log.jsonl", line)).Samples.Single();

        sample.Messages.ShouldBe([Message.System("s"), Message.User("q"), Message.Assistant("a")]);
    }

    [Fact]
    public async Task NvidiaLog_KeepsWorkloadAndClient()
    {
        var line =
            $$"""{"timestamp":1715854074,"workload_id":"w","client_id":"c","request":{"model":"m","messages":[{"role":"user","content":"q"}]},"response":{{Choices}}}""";

        var import = await Import.TextAsync("log.jsonl", line);

        import.Detection.Format.ShouldBe(ImportFormats.NvidiaLog);
        var sample = import.Samples.Single();
        sample.Id.ShouldBe("c1");
        (sample.Answer, sample.Meta!["workload_id"]!.GetValue<string>(), sample.Meta["model"]!.GetValue<string>()).ShouldBe(
            ("a", "w", "m")
        );
        sample.Meta["response.choices[0].finish_reason"]!.GetValue<string>().ShouldBe("stop");
    }

    [Theory]
    [InlineData("""{"body":{"error_code":18,"error_msg":"Open api qps request limit reached"}}""", RejectReasons.FailedCall)]
    [InlineData("""{"body":{"error":{"message":"no"}}}""", RejectReasons.FailedCall)]
    [InlineData("""{"body":{}}""", RejectReasons.MissingField)]
    [InlineData("\"not json\"", RejectReasons.MissingField)]
    public async Task Log_WithoutAnAnswer_SaysWhy(string response, string reason)
    {
        var line = $$"""{"requestid":"1","request":{"messages":[{"role":"user","content":"q"}]},"response":{{response}}}""";

        (await Import.TextAsync("log.jsonl", line)).Rejects.Single().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task BatchOutput_OutOfOrder_IsJoinedWithItsInputById()
    {
        using var requests = await BatchRequests.OpenAsync(
            File.OpenRead(SharedData.Require("formats", "groq", "groq_batch_input.jsonl")),
            "groq_batch_input.jsonl",
            TestContext.Current.CancellationToken
        );

        var import = await Import.FileAsync(["formats", "groq", "groq_batch_output.jsonl"], new ImportOptions { BatchInput = requests });

        requests.Count.ShouldBe(3);
        import.Detection.Format.ShouldBe(ImportFormats.OpenAIBatchOutput);
        import.Rejects.ShouldBeEmpty();
        import.Samples.Select(sample => sample.Id).ShouldBe(["request-2", "request-3", "request-1"]);
        import.Samples[2].Messages.Select(message => message.Role).ShouldBe(["system", "user", "assistant"]);
        import.Samples[2].Messages[1].Content.ShouldBe("What is 2+2?");
        import.Samples[0].Answer.ShouldStartWith("\"Hola, ¿cómo estás hoy?\"");
    }

    [Fact]
    public async Task BatchOutput_WithoutItsInput_SaysWhatIsMissing()
    {
        var import = await Import.FileAsync(["formats", "groq", "groq_batch_output.jsonl"]);

        import.Samples.ShouldBeEmpty();
        import.Rejects.ShouldAllBe(reject => reject.Detail!["message"]!.GetValue<string>().Contains("--batch-input"));
    }

    [Fact]
    public async Task BatchOutput_OfAFailedRequest_IsRejected()
    {
        const string Text = """
            {"custom_id":"1","response":null,"error":{"message":"expired"}}
            {"custom_id":"2","response":{"status_code":429,"body":{"error":{}}},"error":null}
            """;

        (await Import.TextAsync("out.jsonl", Text))
            .Rejects.Select(reject => reject.Reason)
            .ShouldBe([RejectReasons.FailedCall, RejectReasons.FailedCall]);
    }
}
