using System.Runtime.CompilerServices;
using Distill.Core.Datasets;
using Distill.Core.Feedback.Folding;
using Distill.Core.Formats;
using Distill.Core.Pipelines;
using Distill.Core.RollingLogs;
using Distill.Core.Storage;

namespace Distill.Core.Feedback.Joining;

/// <summary>Joins the inference log with the feedback of users, by the id of the answer: feedback is folded in memory, logs are streamed. Not thread-safe; one join each.</summary>
/// <remarks>
/// A joined sample has <c>feedback</c>, the score <see cref="Flywheel.Selecting.ReplySelector.FeedbackScore"/> and, by signal, its parts: <c>feedback.thumb</c>, <c>feedback.edit</c> …, -1 to 1.
/// Memory: about 300 bytes an answer with feedback, 40 a logged answer, and the texts of the feedback. Decoding and writing are on all threads. Order: the window's files by path, then those of late answers.
/// </remarks>
/// <param name="blobs">Where logs and feedback lie.</param>
/// <param name="scope">Which of them.</param>
/// <param name="alias">The alias whose answers are wanted; null takes all.</param>
/// <param name="scoring">Makes scores of feedback.</param>
public sealed class LogJoin(IBlobStore blobs, JoinScope scope, string? alias, FeedbackScoring scoring)
{
    /// <summary>Container of the inference log.</summary>
    public const string Logs = "logs";

    /// <summary>Container of the feedback log.</summary>
    public const string Feedback = "feedback";

    /// <summary>The name that rejects of a join carry.</summary>
    public const string Operator = "join";

    private const string MalformedEvent = "malformed_event";

    private readonly JoinedFeedback _feedback = new();
    private readonly JoinTally _tally = new();

    /// <summary>What was met; complete once <see cref="ReadAsync"/> has ended.</summary>
    public JoinFigures Figures =>
        _tally.Figures with
        {
            Events = _feedback.Events,
            RepeatedEvents = _feedback.Repeated,
            Unknown = _feedback.Unknown,
        };

    /// <summary>The joined samples, and a reject with file and line for each line that could not be read. To be called once, or <see cref="WriteAsync"/>.</summary>
    public async IAsyncEnumerable<ImportItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var reject in ReadFeedbackAsync(cancellationToken))
        {
            yield return new ImportItem(Malformed(reject));
        }

        await foreach (var batch in ReadLogsAsync(writes: false, cancellationToken))
        {
            foreach (var line in batch.Lines)
            {
                if (IsTaken(line))
                {
                    yield return new ImportItem(line.Sample!);
                }
                else if (line.Fate == JoinFate.Malformed)
                {
                    yield return new ImportItem(Named(line.Reject!));
                }
            }
        }
    }

    /// <summary>Writes the joined samples as canonical JSON lines. To be called once, or <see cref="ReadAsync"/>.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="reject">Takes the lines that could not be read.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task WriteAsync(Stream output, Action<Reject> reject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(reject);
        await foreach (var fault in ReadFeedbackAsync(cancellationToken))
        {
            reject(Malformed(fault));
        }

        await foreach (var batch in ReadLogsAsync(writes: true, cancellationToken))
        {
            await batch.WriteAsync(output, IsTaken, cancellationToken);
            foreach (var line in batch.Lines.Where(line => line.Fate == JoinFate.Malformed))
            {
                reject(Named(line.Reject!));
            }
        }
    }

    private async IAsyncEnumerable<Reject> ReadFeedbackAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (path, hour) in FilesAsync(Feedback, scope.FeedbackHours, cancellationToken))
        {
            await foreach (var reject in ReadFeedbackAsync(path, hour, cancellationToken))
            {
                yield return reject;
            }
        }
    }

    private async IAsyncEnumerable<(string Path, DateTimeOffset Hour)> FilesAsync(
        string container,
        IEnumerable<DateTimeOffset> hours,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var hour in hours)
        {
            await foreach (var blob in blobs.ListAsync(RollingLogPath.FolderOf(container, hour), cancellationToken))
            {
                yield return (blob.Path, hour);
            }
        }
    }

    private async IAsyncEnumerable<Reject> ReadFeedbackAsync(
        string path,
        DateTimeOffset hour,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var content = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        await foreach (var row in FeedbackFile.ReadLinesAsync(content, cancellationToken))
        {
            var (item, faults) = row.Fields is { } fields
                ? FeedbackRules.Check(fields, DateTimeOffset.MaxValue - TimeSpan.FromDays(1), "", hash => hash)
                : (null, [row.Fault!]);
            if (item is not null)
            {
                _feedback.Add(item, hour, scope);
                continue;
            }

            var detail = new System.Text.Json.Nodes.JsonObject { ["field"] = faults[0].Field, ["message"] = faults[0].Message };
            yield return new Reject(path, row.Line, null, null, Operator, MalformedEvent, detail);
        }
    }

    // Each batch is valid until the next is asked for.
    private async IAsyncEnumerable<JoinedBatch> ReadLogsAsync(bool writes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hours = scope.LogHours.ToList();
        await foreach (var (path, _) in FilesAsync(Logs, hours.Concat(_feedback.LateHours.Except(hours)), cancellationToken))
        {
            var content = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
            await using var reader = await OpenAsync(content, path, cancellationToken);
            if (reader is null)
            {
                continue;
            }

            var joined = OrderedWork.RunAsync(
                reader.ReadBatchesAsync(cancellationToken),
                batch => JoinedBatch.Of(batch, SideOf, scoring, writes),
                OrderedWork.DefaultThreads,
                cancellationToken
            );
            await foreach (var next in joined)
            {
                using var batch = next;
                yield return batch;
            }

            _tally.CountOtherKinds(reader.Summary.PassedOver);
        }
    }

    // A file that was opened and not yet written to has nothing to say.
    private static async Task<ImportReader?> OpenAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ImportReader.OpenAsync(content, path, new ImportOptions { Format = ImportFormats.Gateway }, cancellationToken);
        }
        catch (ImportException)
        {
            await content.DisposeAsync();
            return null;
        }
    }

    // Runs on any thread: it only reads.
    private (JoinFate Fate, FeedbackFold? Fold) SideOf(LoggedAnswer answer)
    {
        if (answer.Time is not { } time)
        {
            return (JoinFate.Elsewhere, null);
        }

        var isInWindow = scope.Contains(time);
        var isLate = !isInWindow && time < scope.Window.From && time >= scope.Oldest && _feedback.IsExpected(answer.Asid);
        return !isInWindow && !isLate ? (JoinFate.Elsewhere, null)
            : alias is not null && answer.Alias != alias ? (JoinFate.OtherAlias, null)
            : answer.IsShadow ? (JoinFate.Shadow, null)
            : (isLate ? JoinFate.Late : JoinFate.Joined, _feedback.Find(answer.Asid));
    }

    private bool IsTaken(JoinedLine line)
    {
        if (!_tally.Take(line))
        {
            return false;
        }

        _feedback.Found(line.Asid!);
        return true;
    }

    private Reject Malformed(Reject reject)
    {
        _tally.CountMalformed();
        return Named(reject);
    }

    private static Reject Named(Reject reject) => reject with { Operator = Operator };
}
