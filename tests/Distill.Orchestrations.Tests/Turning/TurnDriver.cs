using System.Buffers;
using System.Text;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Feedback;
using Distill.Core.Feedback.Joining;
using Distill.Core.Gateway;
using Distill.Core.Models;
using Distill.Core.RollingLogs;
using Distill.Core.Runs;
using Distill.Core.Samples;
using Distill.Core.Training;
using Distill.ModelEmulator;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Turning;

/// <summary>A host with a day of traffic on the online model, as the gateway would have logged it.</summary>
internal sealed class TurnDriver : IAsyncDisposable
{
    public static readonly DateTimeOffset Day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly StringBuilder _log = new();
    private readonly StringBuilder _feedback = new();

    private TurnDriver(RunDriver host) => Host = host;

    public RunDriver Host { get; }

    /// <summary>The trained version that answers; null: the student as it is.</summary>
    public string? OnlineVersion { get; private set; }

    public static string Spec(string window = "{from: 2026-11-24T00:00:00Z, to: 2026-11-25T00:00:00Z}") =>
        $$"""
            name: reviews wheel
            pipeline: flywheel
            wheel: reviews
            window: {{window}}
            teacher: {model: teacher}
            judge: {model: judge}
            select: {judgeUnrated: 5}
            annotate: {drafts: 1, temperature: 0, deadline: 0s, threshold: 1}
            replay: {dataset: base, ratio: 0.5, strata: labels.gold}
            stages: [{method: sft, epochs: 6}, {method: dpo, beta: 0.1, epochs: 2}]
            gate: {minSamples: 10, minSliceSamples: 5, sliceMargin: 0.5, worthwhileAdvantage: 0.5, requireCalibration: false}
            rollout: {steps: []}
            shards: {size: 50, inFlight: 4}
            """;

    /// <summary>Starts it.</summary>
    /// <param name="isSpoilt">True: the teacher calls good what is bad, and the other way round.</param>
    /// <param name="slowTeacher">True: the teacher takes its time, four requests at once.</param>
    public static Task<TurnDriver> StartAsync(bool isSpoilt = false, bool slowTeacher = false) =>
        StartAsync(
            Rows(60),
            teaching =>
            {
                if (isSpoilt)
                {
                    teaching.Answers["good"] = "bad";
                    teaching.Answers["bad"] = "good";
                }
            },
            slowTeacher
        );

    /// <summary>Starts it.</summary>
    /// <param name="known">What the first online model has learned from.</param>
    /// <param name="teaching">Changes what the teacher learns from.</param>
    /// <param name="slowTeacher">True: the teacher takes its time, four requests at once.</param>
    public static async Task<TurnDriver> StartAsync(
        IReadOnlyList<(string Prompt, string Answer)> known,
        Action<TeachingOptions> teaching,
        bool slowTeacher = false
    )
    {
        var host = await RunDriver.StartAsync(
            options =>
            {
                options.Models["teacher"].Latency.MeanMilliseconds = slowTeacher ? 20 : 0;
                teaching(options.Models["teacher"].Teaching);
            },
            settings =>
            {
                settings["Models:teacher:MaxConcurrency"] = slowTeacher ? "4" : "64";
                settings["Gateway:Aliases:online:Targets:0:Model"] = "student";
                // Nobody looks at standing wheels but the test.
                settings["SampleLogsSchedule"] = "0 0 0 1 1 *";
            }
        );
        var driver = new TurnDriver(host);
        await driver.AddBaseAsync(known);
        return driver;
    }

    /// <summary>Puts a student online that was trained on right answers.</summary>
    public Task TrainOnlineAsync() => TrainOnlineAsync(Rows(200));

    /// <summary>Puts a student online that was trained on these answers.</summary>
    public async Task TrainOnlineAsync(IReadOnlyList<(string Prompt, string Answer)> rows, int epochs = 6)
    {
        OnlineVersion = await TrainAsync(rows, epochs);
        await Host.StopHostAsync();
        Host.Settings["Gateway:Aliases:online:Targets:0:Version"] = OnlineVersion;
        await Host.StartHostAsync();
    }

    // Reviews that no test logs.
    private static List<(string Prompt, string Answer)> Rows(int count) =>
        [.. Enumerable.Range(2000, count).Select(index => (Reviews.Sentence(index), Right(index)))];

    private async Task<string> TrainAsync(IReadOnlyList<(string Prompt, string Answer)> rows, int epochs)
    {
        var provider = Host.Host.Services.GetRequiredService<IFineTuningProvider>();
        var model = Host.Host.Services.GetRequiredService<IModelCatalog>().Entries["student"];
        var lines = string.Concat(
            rows.Select(row =>
                JsonSerializer.Serialize(
                    new
                    {
                        messages = new[] { new { role = "user", content = row.Prompt }, new { role = "assistant", content = row.Answer } },
                    }
                ) + "\n"
            )
        );
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        var request = new FineTuningRequest
        {
            TrainingFile = await provider.UploadAsync(model, "online.jsonl", file),
            Suffix = "online",
            Epochs = epochs,
        };
        var job = await provider.StartAsync(model, request);
        while (true)
        {
            var state = await provider.GetAsync(model, job);
            if (state.Ended)
            {
                return state.FineTunedModel.ShouldNotBeNull(state.Error);
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Logs an exchange of the window with what its user thought of it.</summary>
    /// <param name="index">The review.</param>
    /// <param name="answer">The online reply.</param>
    /// <param name="thumb">1, -1, or 0 for a user who says nothing.</param>
    public void Log(int index, string answer, int thumb) => Log(index, Reviews.Sentence(index), answer, thumb);

    /// <summary>Logs an exchange about anything.</summary>
    public void Log(int index, string prompt, string answer, int thumb)
    {
        var time = Day.AddHours(9).AddSeconds(index);
        // The last digits of a version 7 UUID are free: these make the ids the same in every test.
        var asid = string.Concat(Asid.Create(time).AsSpan(0, 13), "0008", index.ToString("x15").PadLeft(15, '8'));
        _log.Append(
                JsonSerializer.Serialize(
                    new
                    {
                        asid,
                        time,
                        alias = "online",
                        target = "student",
                        model = OnlineVersion ?? "student",
                        version = OnlineVersion,
                        stream = false,
                        request = new { model = "online", messages = new[] { new { role = "user", content = prompt } } },
                        response = new
                        {
                            choices = new[] { new { message = new { role = "assistant", content = answer }, finish_reason = "stop" } },
                        },
                        status = 200,
                        usage = new { input = 10, output = 1 },
                        latency_ms = 5,
                    }
                )
            )
            .Append('\n');
        if (thumb != 0)
        {
            var line = new ArrayBufferWriter<byte>();
            FeedbackLine.Write(
                new FeedbackEvent
                {
                    EventId = $"e{index}",
                    Asid = asid,
                    Type = "thumb",
                    Value = thumb,
                    Time = time.AddSeconds(20),
                },
                line
            );
            _feedback.Append(Encoding.UTF8.GetString(line.WrittenSpan)).Append('\n');
        }
    }

    /// <summary>Writes what was logged where the gateway would have.</summary>
    public async Task FlushAsync()
    {
        await RunBlobs.WriteTextAsync(Host.Blobs, RollingLogPath.Of(LogJoin.Logs, Day.AddHours(9), "gw", 0), _log.ToString());
        await RunBlobs.WriteTextAsync(Host.Blobs, RollingLogPath.Of(LogJoin.Feedback, Day.AddHours(9), "gw", 0), _feedback.ToString());
    }

    public static string Right(int index) => index % 2 == 0 ? "good" : "bad";

    public static string Wrong(int index) => index % 2 == 0 ? "bad" : "good";

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task AddBaseAsync(IReadOnlyList<(string Prompt, string Answer)> rows)
    {
        var library = Host.Host.Services.GetRequiredService<DatasetLibrary>();
        await using var writer = library.CreateWriter(Some.Draft("base", "base"));
        foreach (var (index, (prompt, answer)) in rows.Index())
        {
            await writer.WriteAsync(
                new Sample
                {
                    Id = $"b{index}",
                    Messages = [Message.User(prompt), Message.Assistant(answer)],
                    Labels = new Dictionary<string, string> { ["gold"] = answer },
                }
            );
        }

        await writer.CommitAsync();
    }
}
