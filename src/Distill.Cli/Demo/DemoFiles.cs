using Distill.ModelEmulator.Announcements;

namespace Distill.Cli.Demo;

/// <summary>The files of the demo: data, host configuration and run spec, kept under the home so that people can read, change and rerun them.</summary>
/// <param name="home">The home.</param>
internal sealed class DemoFiles(string home)
{
    // Rows that the teacher has learned from: about as many as its accuracy still gains from; fewer for a small demo, which should begin at once.
    private const int MostTeacherRows = 12_000;
    private const int FewestTeacherRows = 3_000;
    private const int TeacherRowsARecord = 8;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.Combine(home, "demo");

    /// <summary>The host configuration.</summary>
    public string Config => Path.Combine(Folder, "distill.yaml");

    /// <summary>The run spec.</summary>
    public string Spec => Path.Combine(Folder, "spec.yaml");

    private string Prompts => Path.Combine(Folder, "prompts.jsonl");

    private string TeacherTraining => Path.Combine(Folder, "teacher.jsonl");

    /// <summary>True when an earlier demo left them.</summary>
    public bool Exist => File.Exists(Config) && File.Exists(Spec);

    /// <summary>Writes all of them; equal options write equal bytes.</summary>
    public async Task WriteAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var data = new DemoDatasetOptions
        {
            Seed = options.Seed,
            Prompts = options.Records,
            TeacherRows = Math.Clamp(options.Records * TeacherRowsARecord, FewestTeacherRows, MostTeacherRows),
            MalformedLines = Math.Max(2, options.Records / 100),
        };
        await using (var prompts = File.Create(Prompts))
        await using (var training = File.Create(TeacherTraining))
        {
            await DemoDataset.WriteAsync(prompts, training, data, cancellationToken);
        }

        await File.WriteAllTextAsync(Config, DemoConfiguration.Of(options, TeacherTraining), cancellationToken);
        // Last: its presence says that all of them are there.
        await File.WriteAllTextAsync(Spec, DemoSpec.Text, cancellationToken);
    }
}
