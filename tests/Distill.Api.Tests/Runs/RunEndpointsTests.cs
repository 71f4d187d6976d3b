using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Api.Tests.Runs;

public sealed class RunEndpointsTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    [Fact]
    public async Task A_spec_is_accepted_with_the_address_of_its_run()
    {
        var response = await api.StartAsync(ApiDriver.Spec);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var run = await response.Content.ReadFromJsonAsync<RunRecord>(ApiJson.Options, ApiDriver.Cancel);
        response.Headers.Location!.ToString().ShouldBe($"/api/runs/{run!.Id}");
        (run.Name, run.Status, run.Pipeline).ShouldBe(("sentiment", RunStatus.Pending, "distill"));
    }

    [Fact]
    public async Task A_spec_may_be_json()
    {
        const string Spec = """
            {"name":"sentiment","source":{"dataset":"d1"},"task":{"kind":"label","labels":["a","b"],"gold":"gold"},
             "teacher":{"model":"teacher"},"students":[{"name":"small","model":"student"}]}
            """;

        (await api.StartAsync(Spec, type: "application/json")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task The_same_idempotency_key_names_the_same_run()
    {
        var first = await api.StartRunAsync("my-key");
        var second = await api.StartRunAsync("my-key");

        second.ShouldBe(first);
        (await api.StartRunAsync("other-key")).ShouldNotBe(first);
    }

    [Fact]
    public async Task An_idempotency_key_with_another_spec_is_a_conflict()
    {
        var id = await api.StartRunAsync("reused");

        var response = await api.StartAsync(ApiDriver.Spec.Replace("sentiment", "other", StringComparison.Ordinal), "reused");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        problem.GetProperty("detail").GetString()!.ShouldContain(id);
    }

    [Fact]
    public async Task A_wrong_spec_lists_each_wrong_field_with_its_line()
    {
        var response = await api.StartAsync("name: x\nsource: { dataset: d1 }\ntaks: {}\nteacher: { model: t }\nstudents: []");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        errors.ShouldContain(error => error.GetProperty("field").GetString() == "taks" && error.GetProperty("line").GetInt32() == 3);
        errors.Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    public async Task A_body_that_a_browser_form_could_send_is_not_read(string type) =>
        await (await api.StartAsync(ApiDriver.Spec, type: type)).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task A_spec_beyond_the_limit_is_refused() =>
        await (await api.StartAsync(ApiDriver.Spec + new string('\n', 5000))).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task A_run_is_shown_with_the_progress_of_its_orchestration_and_a_version()
    {
        var id = await api.StartRunAsync();

        var response = await api.Client.GetAsync($"/api/runs/{id}", ApiDriver.Cancel);
        var view = await response.Content.ReadFromJsonAsync<JsonElement>(ApiDriver.Cancel);

        view.GetProperty("run").GetProperty("status").GetString().ShouldBe("pending");
        view.GetProperty("progress").GetProperty("doneShards").GetInt32().ShouldBe(3);
        response.Headers.ETag.ShouldNotBeNull();
    }

    [Fact]
    public async Task Runs_are_listed_in_pages_newest_first()
    {
        foreach (var key in (string[])["p1", "p2", "p3"])
        {
            await api.StartRunAsync($"page-{key}");
        }

        var first = await api.GetAsync("/api/runs?limit=2");
        var second = await api.GetAsync($"/api/runs?limit=2&offset={first.GetProperty("nextOffset").GetInt64()}");

        first.GetProperty("items").GetArrayLength().ShouldBe(2);
        var ids = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray());
        ids.Select(run => run.GetProperty("id").GetString()).ShouldBeUnique();
    }

    [Theory]
    [InlineData("/api/runs?limit=0", "limit")]
    [InlineData("/api/runs?limit=1001", "limit")]
    [InlineData("/api/runs?offset=-1", "offset")]
    [InlineData("/api/runs?offset=x", "offset")]
    public async Task A_wrong_page_names_the_field(string path, string field)
    {
        var problem = await (await api.Client.GetAsync(path, ApiDriver.Cancel)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Theory]
    [InlineData("GET", "/api/runs/none")]
    [InlineData("GET", "/api/runs/none/report.html")]
    [InlineData("GET", "/api/runs/none/events")]
    [InlineData("POST", "/api/runs/none/cancel")]
    [InlineData("POST", "/api/runs/none/suspend")]
    [InlineData("POST", "/api/runs/none/resume")]
    [InlineData("GET", "/api/nothing")]
    public async Task What_is_not_there_is_a_problem_404(string method, string path) =>
        await (await api.SendAsync(new HttpMethod(method), path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_run_can_be_suspended_resumed_and_cancelled_once()
    {
        var id = await api.StartRunAsync();

        (await PostAsync(id, "resume")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(id, "suspend")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(id)).ShouldBe("suspended");
        (await PostAsync(id, "resume")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(id, "cancel")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(id)).ShouldBe("cancelled");

        var again = await (await PostAsync(id, "cancel")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        again.GetProperty("detail").GetString()!.ShouldContain("has ended");
    }

    [Fact]
    public async Task A_change_under_a_condition_that_does_not_hold_is_refused()
    {
        var id = await api.StartRunAsync();
        var version = (await api.Client.GetAsync($"/api/runs/{id}", ApiDriver.Cancel)).Headers.ETag!.Tag;

        await (await api.SendAsync(HttpMethod.Post, $"/api/runs/{id}/suspend", ("If-Match", "\"other\""))).ShouldBeProblemAsync(
            HttpStatusCode.PreconditionFailed
        );
        (await api.SendAsync(HttpMethod.Post, $"/api/runs/{id}/suspend", ("If-Match", version))).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task A_report_is_served_under_a_strict_policy()
    {
        var id = await api.StartRunAsync();
        (await api.Client.GetAsync($"/api/runs/{id}/report.html", ApiDriver.Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await api.WriteBlobAsync($"runs/{id}/report.html", "<p>done");
        var runs = api.Service<IRunStore>();
        var run = (await runs.FindAsync(id, ApiDriver.Cancel))!;
        var reports = new Dictionary<string, string> { ["html"] = $"runs/{id}/report.html", ["md"] = $"runs/{id}/gone.md" };
        await runs.ReplaceAsync(run.Value with { Reports = reports }, run.ETag, ApiDriver.Cancel);

        var report = await api.Client.GetAsync($"/api/runs/{id}/report.html", ApiDriver.Cancel);

        (await report.Content.ReadAsStringAsync(ApiDriver.Cancel)).ShouldBe("<p>done");
        report.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        report.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        report.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        await (await api.Client.GetAsync($"/api/runs/{id}/report.md", ApiDriver.Cancel)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await api.Client.GetAsync($"/api/runs/{id}/report.exe", ApiDriver.Cancel)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Events_show_the_run_and_end_when_it_ends()
    {
        var id = await api.StartRunAsync();
        using var response = await api.Client.GetAsync(
            $"/api/runs/{id}/events",
            HttpCompletionOption.ResponseHeadersRead,
            ApiDriver.Cancel
        );
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ApiDriver.Cancel));
        (await lines.ReadLineAsync(ApiDriver.Cancel)).ShouldBe("event: run");

        await PostAsync(id, "cancel");

        (await lines.ReadToEndAsync(ApiDriver.Cancel)).ShouldContain("\"status\":\"cancelled\"");
    }

    private Task<HttpResponseMessage> PostAsync(string id, string verb) => api.SendAsync(HttpMethod.Post, $"/api/runs/{id}/{verb}");

    private async Task<string?> StatusAsync(string id) =>
        (await api.GetAsync($"/api/runs/{id}")).GetProperty("run").GetProperty("status").GetString();
}
