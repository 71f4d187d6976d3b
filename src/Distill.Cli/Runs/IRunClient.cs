using Distill.Core.Runs;

namespace Distill.Cli.Runs;

/// <summary>Runs as a host offers them, or as the home has them when no host runs.</summary>
internal interface IRunClient
{
    /// <summary>The run, or null.</summary>
    Task<RunRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Runs, newest first.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<RunRecord>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The text of a report, or null when the run has none of this format.</summary>
    Task<string?> ReadReportAsync(RunRecord run, string format, CancellationToken cancellationToken);
}
