using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Distill.Core.Storage;
using Distill.Testing;

namespace Distill.Api.Tests.Annotations;

public sealed class AnnotationEndpointsTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    private static int _projects;

    private readonly string _project = $"p{Interlocked.Increment(ref _projects)}";

    private string Root => $"/api/annotations/projects/{_project}";

    [Fact]
    public async Task Two_people_get_different_tasks_decide_them_and_nothing_is_left()
    {
        await StartAsync(2);
        var (ann, ben) = (await NextAsync("ann"), await NextAsync("ben"));
        Text(ann, "id").ShouldNotBe(Text(ben, "id"));

        var approved = await DecideAsync("ann", ann, new { verdict = "approve", candidate = 0 });
        var rewritten = await DecideAsync("ben", ben, new { verdict = "rewrite", text = "晴。" });

        Text(approved, "state").ShouldBe("approved");
        (Text(rewritten, "state"), Text(rewritten, "answer")).ShouldBe(("rewritten", "晴。"));
        (await SendAsync(HttpMethod.Post, "/next", "ann")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var figures = await api.GetAsync($"{Root}/stats");
        figures.GetProperty("open").GetInt32().ShouldBe(0);
        figures.GetProperty("annotators").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_lost_lease_is_a_conflict_that_says_so()
    {
        await StartAsync(1);
        var taken = await NextAsync("ann");
        await SendAsync(HttpMethod.Post, $"/tasks/{Text(taken, "id")}/unassign", "lead");
        await NextAsync("ben");

        var late = await SendAsync(
            HttpMethod.Post,
            $"/tasks/{Text(taken, "id")}/decide",
            "ann",
            Decision(taken, new { verdict = "approve", candidate = 0 })
        );

        (await late.ShouldBeProblemAsync(HttpStatusCode.Conflict)).GetProperty("reason").GetString().ShouldBe("lease_lost");
    }

    [Fact]
    public async Task Another_persons_lease_cannot_be_seen_or_used()
    {
        await StartAsync(1);
        var taken = await NextAsync("ann");

        var seen = await api.GetAsync($"{Root}/tasks/{Text(taken, "id")}");
        var stolen = await SendAsync(
            HttpMethod.Post,
            $"/tasks/{Text(taken, "id")}/decide",
            "ben",
            Decision(taken, new { verdict = "reject", reason = "x" })
        );

        seen.GetProperty("lease").GetProperty("id").GetString().ShouldBeEmpty();
        await stolen.ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_decision_on_an_old_version_is_refused_and_an_incomplete_one_says_what_is_missing()
    {
        await StartAsync(1);
        var taken = await NextAsync("ann");
        var path = $"/tasks/{Text(taken, "id")}/decide";

        var old = await SendAsync(
            HttpMethod.Post,
            path,
            "ann",
            Decision(taken, new { verdict = "approve", candidate = 0 }),
            ("If-Match", "\"0\"")
        );
        var incomplete = await SendAsync(HttpMethod.Post, path, "ann", Decision(taken, new { verdict = "reject" }));
        var unknown = await SendAsync(HttpMethod.Post, path, "ann", Decision(taken, new { verdict = "maybe" }));

        await old.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        (await incomplete.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).GetProperty("detail").GetString()!.ShouldContain("'reason'");
        await unknown.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Undo_reopens_the_own_last_decision_and_the_trail_shows_both()
    {
        await StartAsync(1);
        var taken = await NextAsync("ann");
        await DecideAsync("ann", taken, new { verdict = "approve", candidate = 0 });

        await (await SendAsync(HttpMethod.Post, "/undo", "ben")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        var reopened = await ReadAsync(await SendAsync(HttpMethod.Post, "/undo", "ann"));

        Text(reopened, "state").ShouldBe("drafted");
        var trail = await api.GetAsync($"{Root}/tasks/{Text(taken, "id")}/audit");
        trail.EnumerateArray().Select(entry => Text(entry, "action")).ShouldBe(["assign", "decide", "undo"]);
    }

    [Fact]
    public async Task Skipped_tasks_go_to_another_person()
    {
        await StartAsync(1);
        var taken = await NextAsync("ann");
        await SendAsync(HttpMethod.Post, $"/tasks/{Text(taken, "id")}/skip", "ann", new { leaseId = Lease(taken) });

        (await SendAsync(HttpMethod.Post, "/next", "ann")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Text(await NextAsync("ben"), "id").ShouldBe(Text(taken, "id"));
    }

    [Fact]
    public async Task Guidelines_have_versions_and_a_lost_race_is_told()
    {
        await StartAsync(0);
        var first = await SendAsync(HttpMethod.Get, "", "ann");

        await SendAsync(HttpMethod.Put, "/guidelines", "lead", new { text = "只看事实。" }, ("If-Match", first.Headers.ETag!.Tag));
        var late = await SendAsync(HttpMethod.Put, "/guidelines", "lead", new { text = "别的" }, ("If-Match", first.Headers.ETag!.Tag));

        await late.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        var project = await api.GetAsync(Root);
        project.GetProperty("currentGuidelines").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Samples_become_tasks_once_and_a_bad_line_is_told_with_its_number()
    {
        await StartAsync(0);
        const string Lines = """
            {"id":"a","messages":[{"role":"user","content":"问"},{"role":"assistant","content":"答"}]}
            {"id":"b","messages":"no list"}

            {"id":"c","messages":[{"role":"user","content":"问"}]}
            """;

        var first = await ReadAsync(await PostLinesAsync("/tasks", Lines));
        var again = await ReadAsync(await PostLinesAsync("/tasks", Lines));

        (first.GetProperty("added").GetInt32(), again.GetProperty("added").GetInt32(), again.GetProperty("known").GetInt32()).ShouldBe(
            (2, 0, 2)
        );
        var reject = first.GetProperty("rejects")[0];
        (reject.GetProperty("line").GetInt64(), reject.GetProperty("detail").GetProperty("field").GetString()).ShouldBe((2, "messages"));
        await (await PostLinesAsync("/tasks?policy=take", Lines)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Export_gives_decisions_rows_pairs_and_what_was_left_out_and_why()
    {
        await StartAsync(3);
        await DecideAsync("ann", await NextAsync("ann"), new { verdict = "approve", candidate = 0 });
        await DecideAsync("ann", await NextAsync("ann"), new { verdict = "reject", reason = "偏题" });

        (await LinesAsync("decisions")).Length.ShouldBe(2);
        (await LinesAsync("sft")).ShouldHaveSingleItem().ShouldContain("晴，十五度。");
        (await LinesAsync("pairs")).ShouldHaveSingleItem().ShouldContain("\"rejected\"");
        (await LinesAsync("rejects")).ShouldAllBe(line => line.Contains("no_answer") && line.Contains("偏题"));
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged()
    {
        await StartAsync(5);
        await NextAsync("ann");

        var held = await api.GetAsync($"{Root}/tasks?state=assigned&annotator=ann");
        var page = await api.GetAsync($"{Root}/tasks?state=drafted&offset=1&limit=2");

        held.GetProperty("items").GetArrayLength().ShouldBe(1);
        (page.GetProperty("items").GetArrayLength(), page.GetProperty("nextOffset").GetInt32()).ShouldBe((2, 3));
        await (await SendAsync(HttpMethod.Get, "/tasks?state=lost", "ann")).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_a_wrong_round_is_told()
    {
        await (await api.SendAsync(HttpMethod.Post, "/api/annotations/projects/none/next")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await api.SendAsync(HttpMethod.Get, "/api/annotations/rounds/none")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var round = new
        {
            roundId = "r1",
            runId = "r1",
            project = "none",
            dataset = "d1",
            drafts = 99,
        };
        var wrong = await api.Client.PostAsJsonAsync("/api/annotations/rounds", round, ApiDriver.Cancel);
        (await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).GetProperty("detail").GetString()!.ShouldContain("'drafts'");
    }

    private async Task StartAsync(int tasks)
    {
        var request = new
        {
            id = _project,
            name = "新闻",
            guidelines = "真实。",
            doubleShare = 0,
        };
        var made = await api.Client.PostAsJsonAsync("/api/annotations/projects", request, ApiDriver.Cancel);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        await api.Service<IAnnotationStore>()
            .AddTasksAsync(
                [.. Enumerable.Range(0, tasks).Select(index => SomeAnnotation.Task($"s{index}") with { Project = _project })],
                ApiDriver.Cancel
            );
    }

    private async Task<JsonElement> NextAsync(string annotator) => await ReadAsync(await SendAsync(HttpMethod.Post, "/next", annotator));

    private async Task<JsonElement> DecideAsync(string annotator, JsonElement task, object decision) =>
        await ReadAsync(await SendAsync(HttpMethod.Post, $"/tasks/{Text(task, "id")}/decide", annotator, Decision(task, decision)));

    private async Task<string[]> LinesAsync(string kind) =>
        (await api.Client.GetStringAsync($"{Root}/export?kind={kind}", ApiDriver.Cancel)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );

    private Task<HttpResponseMessage> PostLinesAsync(string path, string lines) =>
        api.Client.PostAsync(Root + path, new StringContent(lines, Encoding.UTF8, "application/x-ndjson"), ApiDriver.Cancel);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string annotator,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, Root + path);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Add("X-Annotator", annotator);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await api.Client.SendAsync(request, ApiDriver.Cancel);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(ApiDriver.Cancel));
        return await response.Content.ReadFromJsonAsync<JsonElement>(ApiDriver.Cancel);
    }

    private static Dictionary<string, object?> Decision(JsonElement task, object decision)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(decision))!;
        fields["leaseId"] = Lease(task);
        return fields;
    }

    private static string Lease(JsonElement task) => task.GetProperty("lease").GetProperty("id").GetString()!;

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;
}
