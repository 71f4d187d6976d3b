namespace Distill.Cli.Failures;

/// <summary>What ended a command, as it is shown.</summary>
/// <param name="Code">Exit code, see <see cref="CommandLine.ExitCode"/>.</param>
/// <param name="Problems">All that is wrong; at least one.</param>
/// <param name="Unexpected">True when nobody foresaw it: the details are in the log.</param>
internal sealed record Failure(int Code, IReadOnlyList<Problem> Problems, bool Unexpected = false)
{
    /// <summary>A failure with one problem.</summary>
    public Failure(int code, string message, string? where = null, string? remedy = null)
        : this(code, [new Problem(message, where, remedy)]) { }
}
