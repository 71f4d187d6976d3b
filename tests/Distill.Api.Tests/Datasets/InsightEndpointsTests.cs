using System.Net;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Api.Tests.Datasets;

public sealed class InsightEndpointsTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    [Fact]
    public async Task A_field_is_described_of_all_rows_and_of_those_that_a_filter_takes_by_group()
    {
        await WriteAsync("described");

        var all = await api.GetAsync("/api/datasets/described/insight?field=length(answer)&field=labels.intent");
        var part = await api.GetAsync(
            "/api/datasets/described/insight?field=length(answer)&by=labels.intent&where=" + Uri.EscapeDataString("length(answer) > 5")
        );

        Field(all, 0).GetProperty("numbers").GetProperty("max").GetDouble().ShouldBe(9);
        Field(all, 1).GetProperty("values").GetProperty("top")[0].GetProperty("value").GetString().ShouldBe("even");
        (part.GetProperty("records").GetInt64(), part.GetProperty("matched").GetInt64()).ShouldBe((10, 4));
        Field(part, 0).GetProperty("numbers").GetProperty("min").GetDouble().ShouldBe(6);
        part.GetProperty("groups")[1].GetProperty("fields")[0].GetProperty("median").GetDouble().ShouldBe(8);
    }

    [Fact]
    public async Task Without_a_field_what_is_there_is_described()
    {
        await WriteAsync("whole");

        var insight = await api.GetAsync("/api/datasets/whole/insight");

        insight
            .GetProperty("fields")
            .EnumerateArray()
            .Select(field => field.GetProperty("name").GetString())
            .ShouldContain("labels.intent");
        insight.GetProperty("diversity").GetProperty("exactDuplicates").GetDouble().ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_question_is_a_problem_that_names_its_parts()
    {
        await WriteAsync("wrong");

        var answer = await api.Client.GetAsync("/api/datasets/wrong/insight?field=answr&where=turns%20%3E&by=scores", ApiDriver.Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ApiDriver.Cancel)).RootElement;
        problem
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error => error.GetProperty("field").GetString())
            .ShouldBe(["field", "where", "by"]);
    }

    [Fact]
    public async Task A_dataset_that_is_not_there_is_a_problem_404() =>
        await (await api.Client.GetAsync("/api/datasets/none/insight", ApiDriver.Cancel)).ShouldBeProblemAsync(HttpStatusCode.NotFound);

    private static JsonElement Field(JsonElement insight, int index) => insight.GetProperty("fields")[index];

    private async Task WriteAsync(string id)
    {
        await using var writer = api.Service<DatasetLibrary>()
            .CreateWriter(Some.Draft(id, id, []), new DatasetWriterOptions { MaxRecords = 4 });
        for (var i = 0; i < 10; i++)
        {
            var sample = new Sample
            {
                Id = $"s{i}",
                Messages = [Message.User($"question {i}"), Message.Assistant(new string('x', i))],
                Labels = new Dictionary<string, string> { ["intent"] = i % 2 == 0 ? "even" : "odd" },
            };
            await writer.WriteAsync(sample, ApiDriver.Cancel);
        }

        await writer.CommitAsync(ApiDriver.Cancel);
    }
}
