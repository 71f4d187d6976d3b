using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Reporting.Turns;
using Distill.Core.Runs;

namespace Distill.Orchestrations.Tests.Turning;

/// <summary>The wheel on open-ended answers: a model that plays some figures of Chinese novels, and users who also want to talk to others.</summary>
public sealed class RolePlayTurnTests
{
    private static readonly string[] Known = ["孙悟空", "唐三藏"];
    private static readonly string[] Wanted = ["猪八戒", "贾宝玉"];

    // Few prompts of few figures: each says who is to be played, so none is far from the next.
    private static readonly string Spec = TurnDriver
        .Spec()
        .Replace(
            "replay: {dataset: base, ratio: 0.5, strata: labels.gold}",
            "replay: {dataset: base, ratio: 1}\nevaluation: {leakThreshold: 1, validation: 0}",
            StringComparison.Ordinal
        )
        // A model that learns by heart learns nothing in a second pass.
        .Replace(
            "stages: [{method: sft, epochs: 6}, {method: dpo, beta: 0.1, epochs: 2}]",
            "stages: [{method: sft, epochs: 1}, {method: dpo, beta: 0.1, epochs: 1}]",
            StringComparison.Ordinal
        );

    [Fact]
    public async Task AModelThatPlaysTheWrongFigureLearnsTheFiguresThatUsersAskFor()
    {
        var corpus = Read(SharedData.Require("corpora", "role_play_zh.jsonl"));
        var known = Of(corpus, Known);
        var wanted = Of(corpus, Wanted);
        using var folder = new TempFolder();
        var rows = string.Concat(
            known.Concat(wanted).Select(line => JsonSerializer.Serialize(new { text = line.Prompt, label = line.Answer }) + "\n")
        );
        await using var driver = await TurnDriver.StartAsync(
            known,
            teaching => (teaching.TrainingFile, teaching.TextColumn) = (folder.Write("corpus.jsonl", rows), "text")
        );
        await driver.TrainOnlineAsync(known, epochs: 1);
        var liked = 0;
        foreach (var (index, line) in known.Concat(wanted).Index())
        {
            var reply = await AskAsync(driver, line.Prompt);
            var likes = Figure(reply) == Figure(line.Answer);
            liked += likes ? 1 : 0;
            driver.Log(index, line.Prompt, reply, likes ? 1 : -1);
        }

        await driver.FlushAsync();

        var run = await driver.Host.RunAsync(Spec);

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var report = TurnJson.Parse(await driver.Host.TextAsync(run.Reports["json"]));
        report.End.ShouldBe(TurnEnd.Promoted, report.Summary);
        report.Selection!.Classes["liked"].ShouldBe(liked);
        report.Selection.Classes["low"].ShouldBe(known.Count + wanted.Count - liked);
        report.Trainings.Select(stage => stage.Method).ShouldBe(["sft", "dpo"]);
        // On prompts that it has never seen it plays whom it is asked to play.
        report.Slices["disliked"].ShouldBeGreaterThan(10);
        report.Decision!.Checks.Single(check => check.Name == "slice:disliked").Low!.Value.ShouldBeGreaterThan(0);
    }

    private static List<(string Prompt, string Answer)> Read(string path) =>
        [
            .. File.ReadLines(path)
                .Select(line => JsonDocument.Parse(line).RootElement[0])
                .Select(turn => (turn.GetProperty("prompt").GetString()!, turn.GetProperty("response")[0][0].GetString()!)),
        ];

    // Replies begin with the name of who speaks.
    private static string Figure(string reply) => reply.Split('：', 2)[0];

    private static List<(string Prompt, string Answer)> Of(List<(string Prompt, string Answer)> corpus, string[] figures) =>
        [.. figures.SelectMany(figure => corpus.Where(line => Figure(line.Answer) == figure).Take(30))];

    private static async Task<string> AskAsync(TurnDriver driver, string prompt)
    {
        using var http = new HttpClient { BaseAddress = driver.Host.Host.Address };
        http.DefaultRequestHeaders.Authorization = driver.Host.Host.ProcessKey is { } key
            ? new AuthenticationHeaderValue("Bearer", key)
            : null;
        using var response = await http.PostAsJsonAsync(
            "v1/chat/completions",
            new { model = "online", messages = new[] { new { role = "user", content = prompt } } }
        );
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }
}
