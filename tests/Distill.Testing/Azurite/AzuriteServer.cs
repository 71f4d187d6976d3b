using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Distill.Testing.Azurite;

/// <summary>Azurite, Microsoft's storage emulator, as a process of its own: free ports, a data folder that goes with it, and as many accounts as tests.</summary>
/// <remarks>Use it as an assembly fixture. It ends with the test process, however that ends: its standard input is a pipe, and it leaves when that closes.</remarks>
public sealed partial class AzuriteServer : IAsyncLifetime
{
    private const int Accounts = 400;
    private const string LeaveWithParent = "data:text/javascript,process.stdin.on('end',()=>process.exit(0)).resume()";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly string Key = Convert.ToBase64String("only for tests, on this machine"u8);

    private readonly TempFolder data = new();
    private readonly ConcurrentQueue<string> output = [];
    private readonly ConcurrentDictionary<string, int> ports = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;
    private int accounts;

    /// <summary>The connection string of an account that nobody has used yet: an empty one.</summary>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref accounts) - 1;
        number.ShouldBeLessThan(Accounts, "give Azurite more accounts");
        var name = Name(number);
        return $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={Key};BlobEndpoint={At("Blob")};QueueEndpoint={At("Queue")};TableEndpoint={At("Table")};";

        string At(string service) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[service]}/{name}");
    }

    public async ValueTask InitializeAsync()
    {
        process = Process.Start(Command()) ?? throw new InvalidOperationException("Azurite did not start.");
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var exit = process.WaitForExitAsync();
        var first = await Task.WhenAny(listening.Task, exit, Task.Delay(StartLimit));
        if (first != listening.Task)
        {
            await DisposeAsync();
            throw new InvalidOperationException(
                $"Azurite {(first == exit ? "ended" : $"did not listen within {StartLimit}")}. It said:\n{string.Join('\n', output)}"
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { } started)
        {
            process = null;
            started.Kill();
            await started.WaitForExitAsync();
            started.Dispose();
        }

        data.Dispose();
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"test{number:D3}");

    private static string FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Distill.Functions.sln")))
            {
                var script = Path.Combine(folder.FullName, "node_modules", "azurite", "dist", "src", "azurite.js");
                return File.Exists(script)
                    ? script
                    : throw new InvalidOperationException($"Azurite is not installed: run 'npm ci' in {folder.FullName}.");
            }
        }

        throw new InvalidOperationException($"There is no Distill.Functions.sln above {AppContext.BaseDirectory}.");
    }

    private ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] arguments =
        [
            "--import",
            LeaveWithParent,
            FindScript(),
            "--location",
            data.Path,
            "--blobPort",
            "0",
            "--queuePort",
            "0",
            "--tablePort",
            "0",
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--silent",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(0, Accounts).Select(number => $"{Name(number)}:{Key}"));
        return start;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
            if (ports.Count == 3)
            {
                listening.TrySetResult();
            }
        }
    }

    [GeneratedRegex(
        @"^Azurite (?<service>\w+) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Listening();
}
