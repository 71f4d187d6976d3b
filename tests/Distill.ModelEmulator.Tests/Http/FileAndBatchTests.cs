using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Tests.Http;

public sealed class FileAndBatchTests
{
    [Fact]
    public async Task A_file_can_be_uploaded_listed_read_and_deleted()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var id = await emulator.UploadAsync("内容", "batch");
        await emulator.UploadAsync("x");

        var listed = await emulator.GetOkAsync("files?purpose=batch");
        (await emulator.GetOkAsync($"files/{id}"))["bytes"]!.GetValue<long>().ShouldBe(6);
        (await emulator.Http.GetStringAsync($"files/{id}/content")).ShouldBe("内容");
        listed["data"]!.AsArray().Select(file => file!["id"]!.GetValue<string>()).ShouldBe([id]);
        (await RunningEmulator.ReadOkAsync(await emulator.Http.DeleteAsync($"files/{id}")))["deleted"]!.GetValue<bool>().ShouldBeTrue();
        (await emulator.Http.GetAsync($"files/{id}/content")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("file-unknown")]
    public async Task An_unknown_file_is_not_found(string id)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        (await emulator.Http.GetAsync($"files/{id}/content")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_without_a_known_purpose_is_refused()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("fun"), "purpose" }, { new StringContent("x"), "file", "x" } };

        (await emulator.Http.PostAsync("files", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await emulator.PostAsync("files", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_batch_answers_every_line_and_puts_failures_aside()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var lines = Enumerable.Range(0, 20).Select(i => Line($"id-{i}", i == 7 ? "gone" : "student-m"));

        var batch = await RunAsync(emulator, string.Join('\n', lines));

        batch["status"]!.GetValue<string>().ShouldBe("completed");
        batch["request_counts"]!.ToJsonString().ShouldBe("""{"total":20,"completed":19,"failed":1}""");
        var output = await ReadLinesAsync(emulator, batch["output_file_id"]!);
        output
            .Select(line => line["custom_id"]!.GetValue<string>())
            .Order()
            .ShouldBe(Enumerable.Range(0, 20).Where(i => i != 7).Select(i => $"id-{i}").Order());
        output
            .Select(line => line["custom_id"]!.GetValue<string>())
            .ShouldNotBe(Enumerable.Range(0, 20).Where(i => i != 7).Select(i => $"id-{i}"));
        output[0]["response"]!["body"]!["choices"]![0]!["message"]!["content"].ShouldNotBeNull();
        var failure = (await ReadLinesAsync(emulator, batch["error_file_id"]!)).ShouldHaveSingleItem();
        failure["response"]!["status_code"]!.GetValue<int>().ShouldBe(404);
    }

    [Theory]
    [InlineData("{\"custom_id\":\"a\"}", "method")]
    [InlineData("not json", "invalid")]
    [InlineData("", "no lines")]
    public async Task A_batch_with_a_bad_line_fails_and_names_it(string line, string message)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var batch = await RunAsync(emulator, line);

        batch["status"]!.GetValue<string>().ShouldBe("failed");
        batch["errors"]!["data"]![0]!["message"]!.GetValue<string>().ShouldContain(message);
    }

    [Fact]
    public async Task A_batch_can_be_cancelled_and_keeps_what_it_has()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(new EmulatorOptions { BatchItemMilliseconds = 1_000 }, time);
        var batch = await CreateAsync(emulator, string.Join('\n', Enumerable.Range(0, 20).Select(i => Line($"id-{i}", "student-m"))));
        await emulator.PollAsync($"batches/{batch}", "in_progress");

        (await emulator.PostOkAsync($"batches/{batch}/cancel", new { }))["status"]!.GetValue<string>().ShouldBe("cancelling");
        JsonNode ended;
        do
        {
            time.Advance(TimeSpan.FromSeconds(1));
            ended = await emulator.GetOkAsync($"batches/{batch}");
        } while (ended["status"]!.GetValue<string>() == "cancelling");

        ended["status"]!.GetValue<string>().ShouldBe("cancelled");
        ended["request_counts"]!["completed"]!.GetValue<int>().ShouldBeLessThan(20);
    }

    [Fact]
    public async Task Embeddings_are_unit_vectors_nearer_for_nearer_texts()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var body = await emulator.PostOkAsync(
            "embeddings",
            new
            {
                model = "embedding",
                dimensions = 512,
                input = new[] { "公司预计净利润增长", "公司预计净利润增加", "the weather is fine" },
            }
        );
        var vectors = body["data"]!
            .AsArray()
            .Select(item => item!["embedding"]!.AsArray().Select(value => value!.GetValue<double>()).ToArray())
            .ToArray();

        vectors.ShouldAllBe(vector => vector.Length == 512 && Math.Abs(vector.Sum(value => value * value) - 1) < 1e-4);
        Dot(vectors[0], vectors[1]).ShouldBeGreaterThan(Dot(vectors[0], vectors[2]) + 0.3);
        (await emulator.PostAsync("embeddings", new { model = "embedding", input = new[] { 1, 2 } })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static string Line(string id, string model) =>
        JsonSerializer.Serialize(
            new
            {
                custom_id = id,
                method = "POST",
                url = "/v1/chat/completions",
                body = RunningEmulator.Chat(model, $"Say a|b {id}"),
            }
        );

    private static async Task<string> CreateAsync(RunningEmulator emulator, string content)
    {
        var file = await emulator.UploadAsync(content, "batch");
        var batch = await emulator.PostOkAsync(
            "batches",
            new
            {
                input_file_id = file,
                endpoint = "/v1/chat/completions",
                completion_window = "24h",
            }
        );
        return batch["id"]!.GetValue<string>();
    }

    private static async Task<JsonNode> RunAsync(RunningEmulator emulator, string content) =>
        await emulator.PollAsync($"batches/{await CreateAsync(emulator, content)}", "completed", "failed", "cancelled");

    private static async Task<List<JsonNode>> ReadLinesAsync(RunningEmulator emulator, JsonNode file)
    {
        var content = await emulator.Http.GetStringAsync($"files/{file}/content");
        return [.. content.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
