using System.Text.Encodings.Web;
using System.Text.Json;
using Distill.Cli.Files;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>The files of the flywheel's demo, in a folder of the home, so that people can read, change and rerun them.</summary>
/// <param name="home">The home.</param>
internal sealed class WheelDemoFiles(string home)
{
    private const int TeacherRows = 6_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.Combine(home, "demo-flywheel");

    /// <summary>The host configuration.</summary>
    public string Config => Path.Combine(Folder, "distill.yaml");

    /// <summary>The page with the curve.</summary>
    public string Page => Path.Combine(Folder, "flywheel.html");

    private string State => Path.Combine(Folder, "state.json");

    private string TeacherTraining => Path.Combine(Folder, "teacher.jsonl");

    /// <summary>The run spec of a turn.</summary>
    public string Spec(int turn) => Path.Combine(Folder, $"turn-{turn}.yaml");

    /// <summary>Where an earlier demo of the home stands, or the beginning of a new one.</summary>
    public async Task<(WheelDemoState State, bool Continued)> OpenAsync(WheelDemoOptions options, CancellationToken cancellationToken)
    {
        if (File.Exists(State))
        {
            var text = await File.ReadAllTextAsync(State, cancellationToken);
            return (JsonSerializer.Deserialize<WheelDemoState>(text, Json)!, true);
        }

        Directory.CreateDirectory(Folder);
        var rows = DemoAnnouncements.Of(options.Seed, DemoAnnouncements.Teacher).Take(TeacherRows);
        var lines = rows.Select(row => JsonSerializer.Serialize(new { text = row.Text, label = row.Wanted }, JsonSerializerOptions.Web));
        await OutputFile.WriteTextAsync(TeacherTraining, string.Join('\n', lines) + "\n", cancellationToken);
        await OutputFile.WriteTextAsync(Config, WheelDemoConfiguration.Of(TeacherTraining), cancellationToken);
        // Last: its presence says that all of them are there.
        var state = new WheelDemoState { Messages = options.Messages, Seed = options.Seed };
        await SaveAsync(state, cancellationToken);
        return (state, false);
    }

    /// <summary>Keeps where the demo stands; the file is replaced as a whole.</summary>
    public async Task SaveAsync(WheelDemoState state, CancellationToken cancellationToken) =>
        await OutputFile.WriteTextAsync(State, JsonSerializer.Serialize(state, Json), cancellationToken);
}
