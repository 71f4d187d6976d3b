using Distill.Testing;

namespace Distill.EndToEndTests.Processes;

/// <summary>A folder of one test's own: working directory, home and inputs.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The home of its runs.</summary>
    public string Home { get; init; } = "home";

    /// <summary>Environment variables of its processes.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs <c>distill</c> on its home to the end.</summary>
    public Task<Finished> RunAsync(params IEnumerable<string> arguments) =>
        DistillProcess.RunAsync(Folder, Environment, [.. arguments, "--home", Home]);

    /// <summary>Starts <c>distill</c> on its home.</summary>
    public DistillProcess Start(params IEnumerable<string> arguments) =>
        DistillProcess.Start(Folder, Environment, [.. arguments, "--home", Home]);

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
