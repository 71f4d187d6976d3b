using Distill.Cli.CommandLine;
using Distill.Cli.Terminal;

namespace Distill.Cli.Tests;

/// <summary>Runs the application in this process, with its two streams caught.</summary>
internal sealed class CliHarness(params DistillCommand[] commands)
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Task<int> RunAsync(params string[] arguments) =>
        new DistillApp(new TerminalSettings { Out = _out, Error = _error }, commands).RunAsync(
            arguments,
            TestContext.Current.CancellationToken
        );
}
