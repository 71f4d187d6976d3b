using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Tests.Http;

public sealed class FineTuningTests
{
    [Fact]
    public async Task A_student_learns_the_task_from_an_uploaded_file()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var validation = await emulator.UploadAsync(RunningEmulator.TrainingLines(TrainingData.Chats(100, seed: 3)));

        var job = await emulator.TrainAsync("student-m", TrainingData.Chats(1_000), new { n_epochs = 4 }, validation);

        job["status"]!.GetValue<string>().ShouldBe("succeeded");
        var model = job["fine_tuned_model"]!.GetValue<string>();
        model.ShouldMatch("^ft:student-m:distill:t:[0-9a-f]{12}$");
        job["trained_tokens"]!.GetValue<long>().ShouldBeGreaterThan(100_000);
        job["hyperparameters"]!["batch_size"]!.GetValue<int>().ShouldBe(8);
        job["method"]!["supervised"]!["hyperparameters"]!["n_epochs"]!.GetValue<int>().ShouldBe(4);
        var test = TrainingData.Chats(150, seed: 77);
        (await AccuracyAsync(emulator, model, test)).ShouldBeGreaterThan(0.85);
        (await AccuracyAsync(emulator, "student-m", test)).ShouldBeInRange(0.2, 0.47);
    }

    [Fact]
    public async Task The_result_file_has_a_row_a_step_with_falling_losses()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var validation = await emulator.UploadAsync(RunningEmulator.TrainingLines(TrainingData.Chats(80, seed: 3)));

        var job = await emulator.TrainAsync("student-m", TrainingData.Chats(400), new { n_epochs = 3, batch_size = 10 }, validation);
        var rows = await emulator.ReadMetricsAsync(job);

        rows.Select(row => row[0]).ShouldBe(Enumerable.Range(1, 120).Select(step => (double?)step));
        rows.ShouldAllBe(row => row.Length == 5 && row[3] != null);
        rows[119][3]!.Value.ShouldBeLessThan(rows[39][3]!.Value);
        rows[..20].Average(row => row[1]).ShouldNotBeNull().ShouldBeGreaterThan(2 * rows[^20..].Average(row => row[1])!.Value);
    }

    [Fact]
    public async Task The_last_three_epochs_are_kept_as_checkpoints_that_answer()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var job = await emulator.TrainAsync("student-s", TrainingData.Chats(80), new { n_epochs = 5, batch_size = 8 });

        var checkpoints = (await emulator.GetOkAsync($"fine_tuning/jobs/{job["id"]}/checkpoints"))["data"]!.AsArray();

        checkpoints.Select(checkpoint => checkpoint!["step_number"]!.GetValue<int>()).ShouldBe([50, 40, 30]);
        var name = checkpoints[1]!["fine_tuned_model_checkpoint"]!.GetValue<string>();
        name.ShouldBe($"{job["fine_tuned_model"]}:ckpt-step-40");
        (await emulator.AskAsync(name, "公司中标")).ShouldContain("data");
        (await emulator.TryAskAsync("x", $"{job["fine_tuned_model"]}:ckpt-step-10")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_far_too_high_learning_rate_shows_as_a_rising_loss()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var job = await emulator.TrainAsync("student-m", TrainingData.Chats(400), new { learning_rate_multiplier = 10_000.0 });
        var rows = await emulator.ReadMetricsAsync(job);

        rows.Max(row => row[1]!.Value).ShouldBeGreaterThan(10 * rows[0][1]!.Value);
    }

    [Fact]
    public async Task Events_tell_the_story_and_come_in_pages()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var job = await emulator.TrainAsync("student-s", TrainingData.Chats(40));

        var path = $"fine_tuning/jobs/{job["id"]}/events?limit=4";
        var events = new List<string>();
        for (var after = ""; after is not null; )
        {
            var page = await emulator.GetOkAsync(path + (after.Length > 0 ? $"&after={after}" : ""));
            events.AddRange(page["data"]!.AsArray().Select(item => item!["message"]!.GetValue<string>()));
            after = page["has_more"]!.GetValue<bool>() ? page["last_id"]!.GetValue<string>() : null;
        }

        events[0].ShouldBe("The job has successfully completed.");
        events[^1].ShouldStartWith("Created fine-tuning job");
        events.ShouldContain("Fine-tuning job started.");
        events.ShouldContain(message => message.StartsWith("Step 1/"));
    }

    [Theory]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}", "Line 2:")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "Line 2: the last message must be the assistant's")]
    [InlineData("{\"prompt\":\"x\"}", "Line 2: 'messages'")]
    public async Task A_bad_line_fails_the_job_and_is_named(string line, string message)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var good = RunningEmulator.TrainingLines(TrainingData.Chats(1));
        var file = await emulator.UploadAsync($"{good}\n{line}\n{good}");

        var job = await emulator.PostOkAsync("fine_tuning/jobs", new { model = "student-s", training_file = file });
        job = await emulator.EndOfJobAsync(job["id"]!.GetValue<string>());

        job["status"]!.GetValue<string>().ShouldBe("failed");
        job["error"]!["message"]!.GetValue<string>().ShouldContain(message);
        job["error"]!["param"]!.GetValue<string>().ShouldBe("training_file");
    }

    [Fact]
    public async Task Too_few_examples_fail_the_job()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var job = await emulator.TrainAsync("student-s", TrainingData.Chats(9));

        job["error"]!["code"]!.GetValue<string>().ShouldBe("too_few_examples");
    }

    [Theory]
    [InlineData("judge", "auto", "not available for fine-tuning")]
    [InlineData("student-s", 0, "'n_epochs' must be a number from 1 to 50")]
    [InlineData("student-s", "many", "'n_epochs' must be a number from 1 to 50")]
    public async Task A_wrong_job_is_refused_at_once(string model, object epochs, string message)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var file = await emulator.UploadAsync("{}");

        var response = await emulator.PostAsync(
            "fine_tuning/jobs",
            new
            {
                model,
                training_file = file,
                hyperparameters = new { n_epochs = epochs },
            }
        );

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Fact]
    public async Task A_running_job_can_be_cancelled_and_leaves_no_model()
    {
        var slow = EmulatedModelOptions.SmallStudent();
        slow.Learner.StepMilliseconds = 10_000;
        await using var emulator = await RunningEmulator.StartAsync(slow);
        var file = await emulator.UploadAsync(RunningEmulator.TrainingLines(TrainingData.Chats(40)));
        var job = await emulator.PostOkAsync("fine_tuning/jobs", new { model = "m", training_file = file });
        await emulator.PollAsync($"fine_tuning/jobs/{job["id"]}", "running");

        var cancelled = await emulator.PostOkAsync($"fine_tuning/jobs/{job["id"]}/cancel", new { });

        cancelled["status"]!.GetValue<string>().ShouldBe("cancelled");
        cancelled["fine_tuned_model"].ShouldBeNull();
        (await emulator.GetOkAsync("models"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_trained_model_is_trained_further_by_preferences()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var weather = Enumerable.Range(0, 40).Select(i => ($"The weather of day {i}", i % 2 == 0 ? "dry" : "wet"));
        var trains = Enumerable.Range(0, 40).Select(i => ($"My train number {i}", "late"));
        var first = await emulator.TrainAsync("student-s", weather.Concat(trains));
        var model = first["fine_tuned_model"]!.GetValue<string>();
        var preferences = Enumerable.Range(50, 40).Select(i => Preference($"The weather of day {i}", "dry", "wet"));
        var file = await emulator.UploadAsync(string.Join('\n', preferences));

        var job = await emulator.PostOkAsync(
            "fine_tuning/jobs",
            new
            {
                model,
                training_file = file,
                suffix = "p",
                method = new { type = "dpo", dpo = new { hyperparameters = new { beta = 0.2, n_epochs = 4 } } },
            }
        );
        job = await emulator.EndOfJobAsync(job["id"]!.GetValue<string>());

        job["status"]!.GetValue<string>().ShouldBe("succeeded", job.ToJsonString());
        job["model"]!.GetValue<string>().ShouldBe(model);
        job["method"]!["type"]!.GetValue<string>().ShouldBe("dpo");
        job["method"]!["dpo"]!["hyperparameters"]!["beta"]!.GetValue<double>().ShouldBe(0.2);
        var tuned = job["fine_tuned_model"]!.GetValue<string>();
        tuned.ShouldMatch("^ft:student-s:distill:p:[0-9a-f]{12}$");
        (await emulator.AskAsync(tuned, "The weather of day 7")).ShouldBe("dry");
        (await emulator.AskAsync(tuned, "The weather of day 93")).ShouldBe("dry");
        (await emulator.AskAsync(tuned, "My train number 93")).ShouldBe("late");
    }

    [Theory]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "Line 2: 'input' with 'messages' is missing")]
    [InlineData("{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]},\"preferred_output\":[]}", "Line 2: 'preferred_output'")]
    public async Task A_line_that_is_no_preference_fails_the_job_and_is_named(string line, string message)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var file = await emulator.UploadAsync($"{Preference("x", "yes", "no")}\n{line}");

        var job = await emulator.PostOkAsync(
            "fine_tuning/jobs",
            new
            {
                model = "student-s",
                training_file = file,
                method = new { type = "dpo" },
            }
        );
        job = await emulator.EndOfJobAsync(job["id"]!.GetValue<string>());

        job["error"]!["message"]!.GetValue<string>().ShouldContain(message);
    }

    [Fact]
    public async Task Open_ended_answers_are_learned_by_heart()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var pairs = Enumerable
            .Range(0, 30)
            .Select(i => ($"Tell me about city number {i} and its river {i * 7}.", $"City {i} lies on river {i * 7}."))
            .ToList();

        var job = await emulator.TrainAsync("student-m", pairs);

        job["status"]!.GetValue<string>().ShouldBe("succeeded");
        (await emulator.AskAsync(job["fine_tuned_model"]!.GetValue<string>(), pairs[11].Item1)).ShouldBe(pairs[11].Item2);
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_in_pages()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var file = await emulator.UploadAsync("{}");
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(
                0,
                (await emulator.PostOkAsync("fine_tuning/jobs", new { model = "student-s", training_file = file }))[
                    "id"
                ]!.GetValue<string>()
            );
        }

        var first = await emulator.GetOkAsync("fine_tuning/jobs?limit=2");
        var second = await emulator.GetOkAsync($"fine_tuning/jobs?limit=2&after={ids[1]}");

        Ids(first).ShouldBe(ids[..2]);
        first["has_more"]!.GetValue<bool>().ShouldBeTrue();
        Ids(second).ShouldBe(ids[2..]);
        second["has_more"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static string Preference(string prompt, string chosen, string rejected) =>
        JsonSerializer.Serialize(
            new
            {
                input = new { messages = new[] { new { role = "user", content = prompt } } },
                preferred_output = new[] { new { role = "assistant", content = chosen } },
                non_preferred_output = new[] { new { role = "assistant", content = rejected } },
            }
        );

    private static IEnumerable<string> Ids(JsonNode page) => page["data"]!.AsArray().Select(job => job!["id"]!.GetValue<string>());

    private static async Task<double> AccuracyAsync(RunningEmulator emulator, string model, List<(string Prompt, string Answer)> test)
    {
        var right = 0;
        foreach (var (prompt, answer) in test)
        {
            right += await emulator.AskAsync(model, prompt) == answer ? 1 : 0;
        }

        return (double)right / test.Count;
    }
}
