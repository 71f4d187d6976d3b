using System.Net;
using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Tests.Http;

public sealed class ChatTests
{
    private const string Choice = "Is this good? Answer {\"data\":\"yes|no|maybe\"} only.";

    [Fact]
    public async Task An_answer_has_choices_usage_and_the_mark_of_the_emulator()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var response = await emulator.PostAsync(
            "chat/completions",
            new
            {
                model = "student-m",
                n = 3,
                temperature = 1.5,
                seed = 4,
                messages = new[] { new { role = "user", content = Choice } },
            }
        );
        var body = await RunningEmulator.ReadOkAsync(response);

        response.Headers.GetValues("x-distill-emulator").ShouldBe(["1"]);
        body["object"]!.GetValue<string>().ShouldBe("chat.completion");
        var choices = body["choices"]!.AsArray();
        choices.Select(choice => choice!["index"]!.GetValue<int>()).ShouldBe([0, 1, 2]);
        choices.ShouldAllBe(choice => choice!["finish_reason"]!.GetValue<string>() == "stop");
        body["usage"]!["prompt_tokens"]!.GetValue<int>().ShouldBe(((Choice.Length + 3) / 4) + 3);
        body["usage"]!["total_tokens"]!.GetValue<int>().ShouldBeGreaterThan(body["usage"]!["prompt_tokens"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_base_student_picks_an_option_in_the_form_asked_for()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var answer = await emulator.AskAsync("student-s", Choice);

        new[] { "yes", "no", "maybe" }.ShouldContain(JsonNode.Parse(answer)!["data"]!.GetValue<string>());
        (await emulator.AskAsync("student-s", Choice)).ShouldBe(answer);
        new[] { "red", "green" }.ShouldContain(await emulator.AskAsync("student-s", "The colour is one of: red, green"));
    }

    [Fact]
    public async Task A_stream_joins_to_the_same_answer_and_ends_with_usage()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var whole = await emulator.AskAsync("student-m", Choice);

        using var response = await emulator.PostAsync(
            "chat/completions",
            new
            {
                model = "student-m",
                stream = true,
                stream_options = new { include_usage = true },
                messages = new[] { new { role = "user", content = Choice } },
            }
        );
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        events[^1].ShouldBe("data: [DONE]");
        var chunks = events[..^1].Select(data => JsonNode.Parse(data["data: ".Length..])!).ToList();
        string.Concat(chunks.Select(chunk => chunk["choices"]!.AsArray().FirstOrDefault()?["delta"]?["content"]?.GetValue<string>()))
            .ShouldBe(whole);
        chunks[^1]["usage"]!["completion_tokens"]!.GetValue<int>().ShouldBeGreaterThan(0);
        chunks[^2]["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("stop");
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("max_completion_tokens")]
    public async Task A_token_limit_cuts_the_answer(string parameter)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var body = await emulator.PostOkAsync(
            "chat/completions",
            new JsonObject
            {
                ["model"] = "student-m",
                [parameter] = 2,
                ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = Choice }),
            }
        );

        body["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("length");
        body["usage"]!["completion_tokens"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_json_answer_is_one_object()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var body = await emulator.PostOkAsync(
            "chat/completions",
            new
            {
                model = "student-m",
                response_format = new { type = "json_object" },
                messages = new[] { new { role = "user", content = "Say ```json\n{\"data\":\"a|b\"}\n```" } },
            }
        );

        JsonNode.Parse(body["choices"]![0]!["message"]!["content"]!.GetValue<string>())!["data"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{\"model\":\"student-m\",", HttpStatusCode.BadRequest, "not valid JSON")]
    [InlineData("[]", HttpStatusCode.BadRequest, "must be a JSON object")]
    [InlineData("{\"model\":\"gone\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", HttpStatusCode.NotFound, "model_not_found")]
    [InlineData("{\"model\":\"student-m\"}", HttpStatusCode.BadRequest, "'messages'")]
    [InlineData("{\"messages\":[]}", HttpStatusCode.BadRequest, "'model'")]
    [InlineData("{\"model\":\"student-m\",\"messages\":[{\"role\":\"boss\"}]}", HttpStatusCode.BadRequest, "messages[0].role")]
    [InlineData(
        "{\"model\":\"student-m\",\"temperature\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
        HttpStatusCode.BadRequest,
        "'temperature'"
    )]
    [InlineData(
        "{\"model\":\"embedding\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
        HttpStatusCode.BadRequest,
        "does not support chat"
    )]
    public async Task A_wrong_request_gets_an_error_object(string body, HttpStatusCode status, string message)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var response = await emulator.Http.PostAsync("chat/completions", new StringContent(body));
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;

        response.StatusCode.ShouldBe(status);
        response.Headers.Contains("x-distill-emulator").ShouldBeTrue();
        error
            .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .ShouldContain(message);
        error["type"]!.GetValue<string>().ShouldBe("invalid_request_error");
    }

    [Fact]
    public async Task Keys_are_asked_for_when_configured()
    {
        var options = new EmulatorOptions
        {
            ApiKey = "common",
            Models =
            {
                ["open"] = new(),
                ["closed"] = new() { ApiKeys = ["special"] },
            },
        };
        await using var stranger = await RunningEmulator.StartAsync(options);
        await using var friend = await RunningEmulator.StartAsync(options, key: "common");
        await using var owner = await RunningEmulator.StartAsync(options, key: "special");

        var refused = await stranger.TryAskAsync("x", "open");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("invalid_api_key");
        (await stranger.Http.GetAsync("models")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await friend.TryAskAsync("x", "open")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await friend.TryAskAsync("x", "closed")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await owner.TryAskAsync("x", "closed")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.TryAskAsync("x", "open")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_teacher_learns_from_its_file_and_answers_in_its_form()
    {
        using var folder = new TemporaryFolder();
        var rows = string.Join(
            '\n',
            Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? $"what a great day {i}\tgood" : $"what an awful day {i}\tbad")
        );
        var teaching = new TeachingOptions
        {
            TrainingFile = folder.Write("rows.tsv", "text\tlabel\n" + rows),
            AnswerTemplate = "<{label}>",
            Answers = new Dictionary<string, string> { ["bad"] = "no!" },
            InputAfter = "Text:",
        };
        await using var emulator = await RunningEmulator.StartAsync(
            new EmulatedModelOptions { Kind = ModelKind.Teacher, Teaching = teaching }
        );

        (await emulator.AskAsync("m", "Is it awful or not? Text: a great day")).ShouldBe("<good>");
        (await emulator.AskAsync("m", "Is it great or not? Text: an awful day")).ShouldBe("no!");
    }

    [Fact]
    public async Task A_teacher_whose_file_has_other_columns_says_so()
    {
        using var folder = new TemporaryFolder();
        var teaching = new TeachingOptions { TrainingFile = folder.Write("rows.csv", "sentence,label\nx,1\n") };
        await using var emulator = await RunningEmulator.StartAsync(
            new EmulatedModelOptions { Kind = ModelKind.Teacher, Teaching = teaching }
        );

        var response = await emulator.TryAskAsync("x");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldContain("needs the columns");
    }
}
