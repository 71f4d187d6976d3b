using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Tests.Http;

public sealed class RestartTests
{
    [Fact]
    public async Task Files_jobs_models_and_counts_outlive_the_server()
    {
        using var folder = new TemporaryFolder();
        JsonNode job;
        string answer;
        await using (var emulator = await RunningEmulator.StartAsync(new EmulatorOptions { DataDirectory = folder.Path }))
        {
            job = await emulator.TrainAsync("student-m", TrainingData.Chats(200));
            answer = await emulator.AskAsync(Name(job), "公司中标大额合同");
            await emulator.AskAsync("student-s", "same");
            await emulator.AskAsync("student-s", "other");
        }

        await using var again = await RunningEmulator.StartAsync(new EmulatorOptions { DataDirectory = folder.Path });

        (await again.GetOkAsync($"fine_tuning/jobs/{job["id"]}")).ToJsonString().ShouldBe(job.ToJsonString());
        (await again.ReadMetricsAsync(job)).Count.ShouldBe(75);
        (await again.AskAsync(Name(job), "公司中标大额合同")).ShouldBe(answer);
        await again.AskAsync("student-s", "same");
        (await again.StatsAsync("student-s"))
            .ToJsonString()
            .ShouldBe(
                """{"requests":3,"answered":3,"throttled":0,"failed":0,"refused":0,"abandoned":0,"distinct_prompts":2,"repeated_prompts":1,"asked_again_after_answer":1}"""
            );
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var first = await RunningEmulator.StartAsync(new EmulatorOptions { DataDirectory = folder.Path });

        var refusal = await Should.ThrowAsync<IOException>(RunningEmulator.StartAsync(new EmulatorOptions { DataDirectory = folder.Path }));

        refusal.Message.ShouldContain("Emulator:DataDirectory");
    }

    [Fact]
    public async Task A_job_that_a_kill_interrupted_runs_again_and_ends_as_it_would_have()
    {
        using var folder = new TemporaryFolder();
        using var killed = StartProcess(folder.Path, stepMilliseconds: 60_000);
        string id;
        using (var http = new HttpClient { BaseAddress = await EndpointAsync(killed) })
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("fine-tune"), "purpose" },
                { new StringContent(RunningEmulator.TrainingLines(TrainingData.Chats(100))), "file", "train.jsonl" },
            };
            var file = (await RunningEmulator.ReadOkAsync(await http.PostAsync("files", form)))["id"];
            var created = await http.PostAsJsonAsync(
                "fine_tuning/jobs",
                new
                {
                    model = "s",
                    training_file = file,
                    suffix = "kill",
                    seed = 3,
                }
            );
            id = (await RunningEmulator.ReadOkAsync(created))["id"]!.GetValue<string>();
            await http.PostAsJsonAsync("chat/completions", RunningEmulator.Chat("s", "answered before the kill"));
        }

        killed.Kill();
        await killed.WaitForExitAsync();
        var model = EmulatedModelOptions.SmallStudent();
        await using var again = await RunningEmulator.StartAsync(
            new EmulatorOptions { DataDirectory = folder.Path, Models = { ["s"] = model } }
        );
        var job = await again.EndOfJobAsync(id);

        job["status"]!.GetValue<string>().ShouldBe("succeeded");
        Name(job).ShouldStartWith("ft:s:distill:kill:");
        (await again.StatsAsync("s"))["answered"]!.GetValue<int>().ShouldBe(1);
        await using var untouched = await RunningEmulator.StartAsync(new EmulatorOptions { Models = { ["s"] = model } });
        var reference = await untouched.PostOkAsync(
            "fine_tuning/jobs",
            new
            {
                model = "s",
                training_file = await untouched.UploadAsync(RunningEmulator.TrainingLines(TrainingData.Chats(100))),
                seed = 3,
            }
        );
        reference = await untouched.EndOfJobAsync(reference["id"]!.GetValue<string>());
        (await again.ReadMetricsAsync(job))
            .Select(row => row[1])
            .ShouldBe((await untouched.ReadMetricsAsync(reference)).Select(row => row[1]));
    }

    private static string Name(JsonNode job) => job["fine_tuned_model"]!.GetValue<string>();

    private static Process StartProcess(string dataDirectory, int stepMilliseconds)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(ModelEmulatorServer).Assembly.Location);
        foreach (
            var (key, value) in new[]
            {
                ("DataDirectory", dataDirectory),
                ("Models:s:Learner:MaxCharacters", "2"),
                ("Models:s:Learner:MaxWords", "1"),
                ("Models:s:Learner:BucketBits", "14"),
                ("Models:s:Learner:StepMilliseconds", $"{stepMilliseconds}"),
            }
        )
        {
            start.ArgumentList.Add($"--Emulator:{key}={value}");
        }

        return Process.Start(start)!;
    }

    private static async Task<Uri> EndpointAsync(Process process)
    {
        const string Announcement = "Model emulator listening on ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                return new Uri(line[Announcement.Length..] + "/");
            }
        }

        throw new InvalidOperationException("The emulator process ended before it listened.");
    }
}
