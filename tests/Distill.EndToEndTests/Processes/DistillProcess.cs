using System.Diagnostics;
using System.Text;

namespace Distill.EndToEndTests.Processes;

/// <summary>The real <c>distill</c> as a child process.</summary>
internal sealed class DistillProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly Lock _gate = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    private DistillProcess(Process process)
    {
        _process = process;
    }

    /// <summary>Starts it in a working directory.</summary>
    public static DistillProcess Start(
        string workingDirectory,
        IReadOnlyDictionary<string, string>? environment,
        params IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(BuiltCli.Executable, arguments)
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("DISTILL_HOME");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var child = new DistillProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Take(child._out, line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Take(child._error, line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<Finished> RunAsync(
        string workingDirectory,
        IReadOnlyDictionary<string, string>? environment,
        params IEnumerable<string> arguments
    )
    {
        await using var process = Start(workingDirectory, environment, arguments);
        return await process.WaitAsync();
    }

    /// <summary>Waits until it has written a text on either stream.</summary>
    public async Task SeeAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (Said().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            _awaited.Add((text, seen));
        }

        var first = await Task.WhenAny(seen.Task, _process.WaitForExitAsync()).WaitAsync(Patience);
        if (first != seen.Task)
        {
            // The streams may end after the process.
            var end = await WaitAsync();
            seen.Task.IsCompleted.ShouldBeTrue($"'{text}' was never written: {end}");
        }
    }

    /// <summary><c>kill -9</c>: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>What it has written to stdout up to now.</summary>
    public string Out
    {
        get
        {
            lock (_gate)
            {
                return _out.ToString();
            }
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Finished> WaitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            _process.Kill();
            throw new TimeoutException(
                $"distill {string.Join(' ', _process.StartInfo.ArgumentList)} did not end in {Patience}: {Said()}",
                late
            );
        }

        lock (_gate)
        {
            return new Finished(_process.ExitCode, _out.ToString(), _error.ToString());
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private string Said() => $"{_out}{_error}";

    private void Take(StringBuilder target, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            target.Append(line).Append('\n');
            foreach (var (_, seen) in _awaited.Where(wait => line.Contains(wait.Text, StringComparison.Ordinal)))
            {
                seen.TrySetResult();
            }
        }
    }
}
