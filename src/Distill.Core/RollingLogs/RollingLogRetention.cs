using Distill.Core.Storage;

namespace Distill.Core.RollingLogs;

/// <summary>Deletes files of a log that are too old. Thread-safe; repeating it is harmless.</summary>
/// <param name="blobs">Where the files are.</param>
/// <param name="time">Clock.</param>
public sealed class RollingLogRetention(IBlobStore blobs, TimeProvider time)
{
    /// <summary>Deletes the files of every hour that ended longer ago than <paramref name="age"/>.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ExpireAsync(string container, TimeSpan age, CancellationToken cancellationToken = default)
    {
        var limit = time.GetUtcNow() - age - TimeSpan.FromHours(1);
        var expired = 0;
        await foreach (var blob in blobs.ListAsync(container, cancellationToken))
        {
            if (RollingLogPath.HourOf(blob.Path) is not { } hour)
            {
                continue;
            }

            // Paths are in order of time, so the first file that stays ends it.
            if (hour >= limit)
            {
                break;
            }

            expired += await blobs.DeleteAsync(blob.Path, cancellationToken: cancellationToken) ? 1 : 0;
        }

        return expired;
    }
}
