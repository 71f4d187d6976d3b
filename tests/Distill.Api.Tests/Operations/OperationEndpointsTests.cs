using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Storage;
using Microsoft.DurableTask.Client;

namespace Distill.Api.Tests.Operations;

public sealed class OperationEndpointsTests(OperationDriver operations) : IClassFixture<OperationDriver>
{
    [Fact]
    public async Task Cleaning_makes_a_dataset_whose_rejects_say_what_was_dropped()
    {
        var done = await RunAsync("clean", """{"recipe":[{"op":"text_length_filter","target":"answer","min":5}]}""");

        var id = done.GetProperty("datasets").GetProperty("result").GetProperty("datasetId").GetString()!;
        var manifest = await FindAsync(id);
        (manifest.Records, manifest.RejectCount, manifest.Operation).ShouldBe((35, 5, "clean"));
        manifest.Parents.ShouldBe(["logs"]);
    }

    [Fact]
    public async Task Sampling_takes_what_the_filter_and_the_count_say()
    {
        var done = await RunAsync("sample", """{"where":"labels.intent = 'even'","count":5,"seed":3}""");

        done.GetProperty("records").GetInt64().ShouldBe(5);
    }

    [Fact]
    public async Task Splitting_makes_a_dataset_of_each_part()
    {
        var done = await RunAsync("split", """{"train":0.5,"validation":0.25,"test":0.25,"by":"labels.intent"}""");

        done.GetProperty("datasets").EnumerateObject().Select(part => part.Name).ShouldBe(["train", "validation", "test"]);
        done.GetProperty("records").GetInt64().ShouldBe(40);
    }

    [Fact]
    public async Task Exporting_writes_a_file_that_is_downloaded()
    {
        var done = await RunAsync("export", """{"format":"openai"}""");

        var file = await operations.Client.GetStringAsync(done.GetProperty("file").GetString(), ApiDriver.Cancel);
        var lines = file.Trim().Split('\n');
        lines.Length.ShouldBe(40);
        JsonDocument.Parse(lines[7]).RootElement.GetProperty("messages")[1].GetProperty("content").GetString().ShouldBe("xxxxxxx");
    }

    [Fact]
    public async Task The_same_key_names_the_same_operation_and_is_refused_for_another()
    {
        var first = await StartAsync("sample", """{"count":3}""", "k1");
        var again = await StartAsync("sample", """{"count":3}""", "k1");
        var other = await StartAsync("sample", """{"count":4}""", "k1");

        again.Headers.Location.ShouldBe(first.Headers.Location);
        await other.ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("clean", """{"recipe":"default-fr"}""", "recipe")]
    [InlineData("clean", """{"recipe":[{"op":"no_such"}]}""", "recipe[0].op")]
    [InlineData("sample", """{"where":"turns >"}""", "where")]
    [InlineData("sample", """{"count":0}""", "count")]
    [InlineData("sample", """{"stratify":"answr"}""", "stratify")]
    [InlineData("split", """{"train":2}""", "train")]
    [InlineData("split", """{"train":"x"}""", "train")]
    [InlineData("export", """{"format":"word"}""", "format")]
    public async Task A_wrong_parameter_is_a_problem_that_names_it(string kind, string body, string field)
    {
        var answer = await StartAsync(kind, body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(ApiDriver.Cancel))
            .GetProperty("errors")[0]
            .GetProperty("field")
            .GetString()
            .ShouldBe(field);
    }

    [Fact]
    public async Task An_operation_that_leaves_nothing_fails_and_says_so()
    {
        var started = await StartAsync("sample", """{"where":"turns > 9"}""");

        var ended = await WaitAsync(started);

        ended.GetProperty("status").GetString().ShouldBe("Failed");
        ended.GetProperty("error").GetString()!.ShouldContain("nothing is left");
    }

    [Theory]
    [InlineData("/api/operations/none")]
    [InlineData("/api/operations/none/file")]
    public async Task An_operation_that_is_not_there_is_a_problem_404(string path) =>
        await (await operations.Client.GetAsync(path, ApiDriver.Cancel)).ShouldBeProblemAsync(HttpStatusCode.NotFound);

    private async Task<JsonElement> RunAsync(string kind, string body)
    {
        var ended = await WaitAsync(await StartAsync(kind, body));
        ended.GetProperty("status").GetString().ShouldBe("Completed", ended.ToString());
        return ended;
    }

    private Task<HttpResponseMessage> StartAsync(string kind, string body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/datasets/logs/{kind}")
        {
            Content = new StringContent(body, null, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return operations.Client.SendAsync(request, ApiDriver.Cancel);
    }

    private async Task<JsonElement> WaitAsync(HttpResponseMessage started)
    {
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync(ApiDriver.Cancel));
        var location = started.Headers.Location!.ToString();
        await operations.Service<DurableTaskClient>().WaitForInstanceCompletionAsync(location.Split('/')[^1], ApiDriver.Cancel);
        return await operations.Client.GetFromJsonAsync<JsonElement>(location, ApiDriver.Cancel);
    }

    private async Task<DatasetManifest> FindAsync(string id) =>
        (await operations.Service<IDatasetStore>().FindAsync(id, ApiDriver.Cancel)).ShouldNotBeNull();
}
