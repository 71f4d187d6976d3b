using System.Net.Http.Json;
using System.Text.Json;
using Distill.ModelEmulator;
using Distill.ModelEmulator.Announcements;
using Distill.Testing;

namespace Distill.EndToEndTests.Models;

/// <summary>A model emulator in the test's process, which outlives every killed <c>distill</c> and counts what it is asked.</summary>
internal sealed class EmulatedModels : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly TempFolder _folder;
    private readonly ModelEmulatorServer _server;
    private readonly ModelEmulatorServer _locked;

    private EmulatedModels(TempFolder folder, ModelEmulatorServer server, ModelEmulatorServer locked)
    {
        _folder = folder;
        _server = server;
        _locked = locked;
    }

    /// <summary>Its address.</summary>
    public Uri Endpoint => _server.Endpoint;

    /// <summary>The address of another emulator, whose student <c>locked</c> asks for the key <c>right</c>.</summary>
    public Uri LockedEndpoint => _locked.Endpoint;

    /// <summary>Starts it: a teacher of announcements, a judge and two students.</summary>
    public static async Task<EmulatedModels> StartAsync(double teacherMilliseconds = 40, double studentMilliseconds = 0)
    {
        var folder = new TempFolder();
        var training = folder.At("teacher.jsonl");
        await using (var file = File.Create(training))
        {
            await DemoDataset.WriteAsync(Stream.Null, file, new DemoDatasetOptions { Prompts = 0, TeacherRows = 1500 });
        }

        var options = new EmulatorOptions();
        options.Models["teacher"] = new EmulatedModelOptions
        {
            Kind = ModelKind.Teacher,
            Latency = new LatencyOptions { MeanMilliseconds = teacherMilliseconds },
            Teaching = new TeachingOptions
            {
                TrainingFile = training,
                AnswerTemplate = AnnouncementPrompts.AnswerTemplate,
                InputAfter = AnnouncementPrompts.InputAfter,
                InputBefore = AnnouncementPrompts.InputBefore,
            },
        };
        options.Models["student-s"] = EmulatedModelOptions.SmallStudent();
        options.Models["student-m"] = EmulatedModelOptions.MediumStudent();
        options.Models["judge"] = new EmulatedModelOptions { Kind = ModelKind.Judge };
        options.Models["student-s"].Latency.MeanMilliseconds = studentMilliseconds;
        options.Models["student-m"].Latency.MeanMilliseconds = studentMilliseconds;
        var locked = new EmulatorOptions { ApiKey = "right" };
        locked.Models["locked"] = EmulatedModelOptions.SmallStudent();
        return new EmulatedModels(folder, await ModelEmulatorServer.StartAsync(options), await ModelEmulatorServer.StartAsync(locked));
    }

    /// <summary>A count of a model, for example <c>answered</c> or <c>asked_again_after_answer</c>; 0 for a model that was never asked.</summary>
    public async Task<long> CountAsync(string model, string count)
    {
        var stats = await Http.GetFromJsonAsync<JsonElement>(new Uri(_server.Endpoint, "/emulator/stats"));
        return stats.GetProperty("models").TryGetProperty(model, out var counts) ? counts.GetProperty(count).GetInt64() : 0;
    }

    /// <summary>Waits until a model has answered so many requests.</summary>
    public async Task WaitForAnswersAsync(string model, long answers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await CountAsync(model, "answered") < answers)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _locked.DisposeAsync();
        _folder.Dispose();
    }
}
