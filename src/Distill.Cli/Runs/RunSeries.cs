using Distill.Core.Runs;

namespace Distill.Cli.Runs;

/// <summary>Finds or starts the run of a piece of work: an unfinished one goes on, after a finished one comes the next of its series.</summary>
internal static class RunSeries
{
    /// <summary>What was found or started.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Continued">True when it had begun before.</param>
    /// <param name="Previous">The finished run before it in the series, or null.</param>
    public sealed record Started(RunRecord Run, bool Continued, RunRecord? Previous);

    /// <summary>Starts or finds it.</summary>
    /// <param name="client">The host.</param>
    /// <param name="firstId">Id of the first run of the series.</param>
    /// <param name="spec">The spec, YAML.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<Started> StartAsync(
        ApiRunClient client,
        string firstId,
        string spec,
        string file,
        CancellationToken cancellationToken
    )
    {
        RunRecord? previous = null;
        for (var number = 1; ; number++)
        {
            var id = RunIdentity.Numbered(firstId, number);
            var before = await client.FindAsync(id, cancellationToken);
            if (before?.EndedAt is null)
            {
                // The key is the id: asking again, even after a crash between two writes, finds the same run.
                var run = before is null or { Status: RunStatus.Pending }
                    ? await client.StartAsync(spec, file, id, cancellationToken)
                    : before;
                return new Started(run, before is not null, previous);
            }

            previous = before;
        }
    }
}
