using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Distill.Cli.Hosting;

/// <summary>Logs of the host in this process go to a file, so that they do not break into the progress on the terminal. Thread-safe.</summary>
/// <remarks>One file of at most <see cref="MaxBytes"/> at start and one predecessor are kept.</remarks>
internal sealed class HostLog : ILoggerProvider
{
    /// <summary>A larger log is put aside at the next start.</summary>
    public const long MaxBytes = 16L << 20;

    private readonly Lock _gate = new();
    private readonly StreamWriter _writer;
    private readonly TextWriter? _echo;
    private readonly TimeProvider _time;

    private HostLog(StreamWriter writer, TextWriter? echo, TimeProvider time)
    {
        _writer = writer;
        _echo = echo;
        _time = time;
    }

    /// <summary>The log's path in a home.</summary>
    public static string PathIn(string home) => Path.Combine(home, "logs", "host.log");

    /// <summary>Opens the log of a home.</summary>
    /// <param name="home">The home.</param>
    /// <param name="echo">Where each line is shown as well, or null.</param>
    /// <param name="time">The clock.</param>
    public static HostLog Open(string home, TextWriter? echo, TimeProvider time)
    {
        var path = PathIn(home);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path) && new FileInfo(path).Length > MaxBytes)
        {
            File.Move(path, path + ".1", overwrite: true);
        }

        // Shared: a second process on the home is refused later, by the host's own lock and with its own message.
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        return new HostLog(new StreamWriter(file) { AutoFlush = true }, echo, time);
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                _writer.Dispose();
            }
            catch (IOException)
            {
                // The last lines do not fit on a full disk.
            }
        }
    }

    private void Write(LogLevel level, string category, EventId id, string message, Exception? exception)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{_time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {level} {category}[{id.Id}] {message}"
        );
        lock (_gate)
        {
            try
            {
                WriteTo(_writer, line, exception);
            }
            catch (Exception full) when (full is IOException or ObjectDisposedException)
            {
                // A log that cannot be written, on a full disk or after the end, must not be what ends the work. What the disk refuses to the
                // work itself is reported there.
            }

            if (_echo is not null)
            {
                WriteTo(_echo, line, exception);
            }
        }
    }

    private static void WriteTo(TextWriter writer, string line, Exception? exception)
    {
        writer.WriteLine(line);
        if (exception is not null)
        {
            writer.WriteLine(exception);
        }
    }

    private sealed class Logger(HostLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Write(logLevel, category, eventId, formatter(state, exception), exception);
    }
}
