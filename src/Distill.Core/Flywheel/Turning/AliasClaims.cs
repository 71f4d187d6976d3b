using System.Security.Cryptography;
using System.Text;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Core.Flywheel.Turning;

/// <summary>
/// One turn of an alias at a time, whichever wheel it belongs to: two would train on the same base, and the second decision would compare with a model that the first has replaced. Thread-safe.
/// </summary>
/// <remarks>
/// A claim is a small blob, every write of it conditional. It names a run and holds as long as that has not ended, so nobody has to give it back, and a crash leaves nothing to clean up. A run that
/// does not exist yet holds it for <see cref="StartingTime"/>: a claim is taken just before its run is started.
/// </remarks>
/// <param name="blobs">Where claims lie.</param>
/// <param name="runs">Tells whether a run has ended.</param>
/// <param name="time">Dates claims.</param>
public sealed class AliasClaims(IBlobStore blobs, IRunStore runs, TimeProvider time)
{
    /// <summary>How long a claim whose run does not exist holds.</summary>
    public static readonly TimeSpan StartingTime = TimeSpan.FromMinutes(5);

    private const string Folder = $"{WheelStore.Container}/aliases/";
    private const int MaxRaces = 50;

    /// <summary>True for the path of a claim.</summary>
    internal static bool Holds(string path) => path.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>Takes an alias for a run unless another one has it. The same run may take it again.</summary>
    /// <returns>The run that has it now.</returns>
    public async Task<string> TakeAsync(string alias, string runId, CancellationToken cancellationToken = default)
    {
        var path = PathOf(alias);
        for (var race = 1; ; race++)
        {
            // The version is asked for first: a write in between makes the conditional write fail, never the other way round.
            var found = await blobs.FindAsync(path, cancellationToken);
            var claim = found is null ? null : await RunBlobs.ReadAsync<AliasClaim>(blobs, path, cancellationToken);
            if (claim is not null && (claim.RunId == runId || await IsHeldAsync(claim, cancellationToken)))
            {
                return claim.RunId;
            }

            try
            {
                var condition = found is null ? BlobCondition.Absent : BlobCondition.Match(found.ETag);
                var taken = new AliasClaim(alias, runId, time.GetUtcNow());
                await RunBlobs.WriteAsync(blobs, path, taken, condition, cancellationToken);
                return runId;
            }
            catch (StoreConflictException) when (race < MaxRaces)
            {
                // Somebody else was faster: whether the alias is free is looked at again.
            }
        }
    }

    private async Task<bool> IsHeldAsync(AliasClaim claim, CancellationToken cancellationToken) =>
        await runs.FindAsync(claim.RunId, cancellationToken) is { } run
            ? run.Value.EndedAt is null
            : time.GetUtcNow() - claim.Since < StartingTime;

    // Aliases may hold anything that a caller may ask for; a path may not.
    private static string PathOf(string alias) =>
        $"{Folder}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(alias)).AsSpan(0, 16))}.json";
}
