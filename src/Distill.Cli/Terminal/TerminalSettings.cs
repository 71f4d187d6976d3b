namespace Distill.Cli.Terminal;

/// <summary>How output looks and where it goes.</summary>
internal sealed record TerminalSettings
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where progress, notes and errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True when <see cref="Out"/> is a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True when <see cref="Error"/> is a terminal: progress is drawn, not listed.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>True for machine-readable output.</summary>
    public bool Json { get; init; }

    /// <summary>True for no colours.</summary>
    public bool NoColor { get; init; }

    /// <summary>True to show stack traces.</summary>
    public bool Verbose { get; init; }

    /// <summary>Columns of the terminal; null asks the terminal.</summary>
    public int? Width { get; init; }

    /// <summary>The process's own terminal.</summary>
    public static TerminalSettings OfProcess() =>
        new()
        {
            Out = Console.Out,
            Error = Console.Error,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            NoColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
}
