using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Tests;

/// <summary>A started emulator and a client of it.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    private readonly ModelEmulatorServer server;

    private RunningEmulator(ModelEmulatorServer server, string? key)
    {
        this.server = server;
        Http = new HttpClient { BaseAddress = new Uri(server.Endpoint + "/") };
        if (key is not null)
        {
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public HttpClient Http { get; }

    public Uri Endpoint => server.Endpoint;

    public static async Task<RunningEmulator> StartAsync(EmulatorOptions? options = null, TimeProvider? time = null, string? key = null) =>
        new(
            await ModelEmulatorServer.StartAsync(
                options ?? new EmulatorOptions(),
                time ?? TimeProvider.System,
                null,
                TestContext.Current.CancellationToken
            ),
            key
        );

    public static Task<RunningEmulator> StartAsync(EmulatedModelOptions model, TimeProvider? time = null) =>
        StartAsync(new EmulatorOptions { Models = { ["m"] = model } }, time);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Http.PostAsJsonAsync(path, body);

    public async Task<JsonNode> PostOkAsync(string path, object body) => await ReadOkAsync(await PostAsync(path, body));

    public async Task<JsonNode> GetOkAsync(string path) => await ReadOkAsync(await Http.GetAsync(path));

    /// <summary>The first answer to a single user message.</summary>
    public async Task<string> AskAsync(string model, string prompt)
    {
        var answer = await PostOkAsync("chat/completions", Chat(model, prompt));
        return answer["choices"]![0]!["message"]!["content"]!.GetValue<string>();
    }

    public Task<HttpResponseMessage> TryAskAsync(string prompt, string model = "m") => PostAsync("chat/completions", Chat(model, prompt));

    public async Task<string> UploadAsync(string content, string purpose = "fine-tune")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(purpose), "purpose" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", "train.jsonl" },
        };
        return (await ReadOkAsync(await Http.PostAsync("files", form)))["id"]!.GetValue<string>();
    }

    /// <summary>Polls an object until its status is one of these.</summary>
    public async Task<JsonNode> PollAsync(string path, params string[] statuses)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var current = await GetOkAsync(path);
            if (statuses.Contains(current["status"]!.GetValue<string>()))
            {
                return current;
            }

            patience.IsCancellationRequested.ShouldBeFalse($"{path} is still {current["status"]}, not {string.Join(" or ", statuses)}");
            await Task.Yield();
        }
    }

    public Task<JsonNode> EndOfJobAsync(string jobId) => PollAsync($"fine_tuning/jobs/{jobId}", "succeeded", "failed", "cancelled");

    /// <summary>Uploads pairs, trains on them and returns the ended job.</summary>
    public async Task<JsonNode> TrainAsync(
        string model,
        IEnumerable<(string Prompt, string Answer)> pairs,
        object? hyperparameters = null,
        string? validationFile = null
    )
    {
        var file = await UploadAsync(TrainingLines(pairs));
        var job = await PostOkAsync(
            "fine_tuning/jobs",
            new
            {
                model,
                training_file = file,
                validation_file = validationFile,
                hyperparameters,
                suffix = "t",
                seed = 5,
            }
        );
        return await EndOfJobAsync(job["id"]!.GetValue<string>());
    }

    /// <summary>The metrics of a job: one row a step.</summary>
    public async Task<List<double?[]>> ReadMetricsAsync(JsonNode job)
    {
        var content = await Http.GetStringAsync($"files/{job["result_files"]![0]}/content");
        var csv = Encoding.UTF8.GetString(Convert.FromBase64String(content));
        return [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(ReadRow)];
    }

    public async Task<JsonNode> StatsAsync(string model = "m") =>
        (await GetOkAsync(new Uri(Endpoint, "/emulator/stats").ToString()))["models"]![model]!;

    public static object Chat(string model, string prompt) => new { model, messages = new[] { new { role = "user", content = prompt } } };

    public static string TrainingLines(IEnumerable<(string Prompt, string Answer)> pairs) =>
        string.Join(
            '\n',
            pairs.Select(pair =>
                System.Text.Json.JsonSerializer.Serialize(
                    new
                    {
                        messages = new[]
                        {
                            new { role = "user", content = pair.Prompt },
                            new { role = "assistant", content = pair.Answer },
                        },
                    }
                )
            )
        );

    public static async Task<JsonNode> ReadOkAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode}: {body}");
        return JsonNode.Parse(body)!;
    }

    private static double?[] ReadRow(string line) =>
        [
            .. line.Split(',')
                .Select(cell => cell.Length == 0 ? (double?)null : double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)),
        ];
}
