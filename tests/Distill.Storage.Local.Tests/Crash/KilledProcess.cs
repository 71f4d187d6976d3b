using System.Diagnostics;
using System.IO.Pipes;

namespace Distill.Storage.Local.Tests.Crash;

/// <summary>This assembly again, in a process of its own that runs one test on a home until it is killed; it says by lines what it was told is durable.</summary>
/// <param name="test">The class of the test.</param>
/// <param name="method">Its name.</param>
internal sealed class KilledProcess(Type test, string method)
{
    private const string HomeVariable = "DISTILL_TEST_CRASH_HOME";
    private const string PipeVariable = "DISTILL_TEST_CRASH_PIPE";

    /// <summary>The home to write to, in the process that is to be killed; null in the one that kills.</summary>
    public static string? Home => Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home ? home : null;

    /// <summary>In the process that is to be killed: where to acknowledge what is durable, a line each.</summary>
    public static AnonymousPipeClientStream OpenAcknowledgements() =>
        new(PipeDirection.Out, Environment.GetEnvironmentVariable(PipeVariable)!);

    /// <summary>Starts the process, collects what it acknowledges, kills it after some acknowledgements, and waits for its end.</summary>
    public async Task RunAndKillAsync(string home, int afterAcknowledgements, HashSet<string> acknowledged)
    {
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(Path.ChangeExtension(test.Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null))
        {
            Arguments = $"-method {test.FullName}.{method}",
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment[HomeVariable] = home;
        start.Environment[PipeVariable] = pipe.GetClientHandleAsString();
        using var process = Process.Start(start)!;
        pipe.DisposeLocalCopyOfClientHandle();
        using var reader = new StreamReader(pipe);
        for (var count = 1; await reader.ReadLineAsync() is { } line; count++)
        {
            acknowledged.Add(line);
            if (count == afterAcknowledgements)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
    }
}
