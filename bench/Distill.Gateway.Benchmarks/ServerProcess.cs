using System.Diagnostics;

namespace Distill.Gateway.Benchmarks;

/// <summary>One of the servers in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <summary>Memory in use, in MiB.</summary>
    public double Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024);
        }
    }

    /// <summary>Processor time it has used, in microseconds: what does not depend on who else uses the machine.</summary>
    public double ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, .. arguments])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                RedirectStandardInput = true,
            }
        )!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{arguments[0]} did not start.");
        return new ServerProcess(process, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
