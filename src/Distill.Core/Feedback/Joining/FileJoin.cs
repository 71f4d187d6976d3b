using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Feedback.Folding;
using Distill.Core.Formats;
using Distill.Core.Pipelines;
using Distill.Core.Sampling;

namespace Distill.Core.Feedback.Joining;

/// <summary>Joins files of logs with files of feedback by the id of the answer, by the rules of <see cref="LogJoin"/>: feedback first, then the logs. Not thread-safe; one join each.</summary>
/// <remarks>
/// The id of an answer is <c>meta.asid</c> of its sample, or the sample's id. All feedback counts, whenever it came. Memory: about 300 bytes an answer with
/// feedback, 100 a logged answer, and the texts of the feedback. Logs are decoded and written on all threads.
/// </remarks>
/// <param name="window">The answers that are wanted; null takes all, those without a time too.</param>
/// <param name="scoring">Makes scores.</param>
/// <param name="clock">Tells which events lie in the future.</param>
public sealed class FileJoin(TimeWindow? window, FeedbackScoring scoring, TimeProvider clock)
{
    private const string MalformedEvent = "malformed_event";

    private readonly FeedbackIndex _feedback = new();
    private readonly JoinTally _tally = new();
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);

    /// <summary>The alias whose answers are wanted; null takes all.</summary>
    public string? Alias { get; init; }

    /// <summary>True: an answer from before the window is taken in when there is feedback on it.</summary>
    public bool TakesLate { get; init; }

    /// <summary>What was met so far.</summary>
    public FileJoinFigures Figures
    {
        get
        {
            var left = _left.Where(asid => !_matched.Contains(asid)).ToList();
            var (matchedEvents, leftEvents) = (_matched.Sum(EventsOf), left.Sum(EventsOf));
            var joined = _tally.Figures with
            {
                Events = _feedback.Events,
                RepeatedEvents = _feedback.Repeated,
                Unknown = _feedback.Answers - _matched.Count - left.Count,
            };
            return new FileJoinFigures(joined, _tally.Elsewhere, matchedEvents, leftEvents, joined.Events - matchedEvents - leftEvents);
        }
    }

    /// <summary>Takes a file of events in: JSON lines, or CSV with a header when its name ends so; <c>.gz</c> and <c>.zst</c> are unpacked.</summary>
    /// <param name="content">The file; it is read to its end and closed.</param>
    /// <param name="name">Its name; an event without an id gets one of name and line.</param>
    /// <param name="written">The time of events that have none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>A reject for each record that is no event.</returns>
    public async IAsyncEnumerable<Reject> AddFeedbackAsync(
        Stream content,
        string name,
        DateTimeOffset written,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var (item, reject) in EventsAsync(content, name, written, cancellationToken))
        {
            if (item is not null)
            {
                _feedback.Add(item);
            }
            else
            {
                _tally.CountMalformed();
                yield return reject!;
            }
        }
    }

    /// <summary>Joins a file of logs, once all feedback was added, and writes its answers as canonical JSON lines.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="reject">Takes the lines that cannot be read.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task WriteAsync(
        ImportReader reader,
        Stream output,
        Func<Reject, ValueTask> reject,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(reject);
        var joined = OrderedWork.RunAsync(
            reader.ReadBatchesAsync(cancellationToken),
            batch => JoinedBatch.Of(batch, SideOf, scoring, writes: true),
            OrderedWork.DefaultThreads,
            cancellationToken
        );
        await foreach (var next in joined)
        {
            using var batch = next;
            await batch.WriteAsync(output, IsTaken, cancellationToken);
            foreach (var line in batch.Lines.Where(line => line.Fate == JoinFate.Malformed))
            {
                await reject(line.Reject! with { Operator = LogJoin.Operator });
            }
        }
    }

    /// <summary>The events of a file, read again once all logs were joined, whose answer was not among those written; a repeated event comes once a file.</summary>
    /// <inheritdoc cref="AddFeedbackAsync" path="/param" />
    public async IAsyncEnumerable<FeedbackEvent> UnmatchedAsync(
        Stream content,
        string name,
        DateTimeOffset written,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var seen = new HashSet<UInt128>();
        await foreach (var (item, _) in EventsAsync(content, name, written, cancellationToken))
        {
            if (
                item is not null
                && !_matched.Contains(item.Asid)
                && seen.Add(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(item.EventId.AsSpan())))
            )
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<(FeedbackEvent? Event, Reject? Reject)> EventsAsync(
        Stream content,
        string name,
        DateTimeOffset written,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var plain = CompressedContent.Open(content, name);
        await foreach (var row in FeedbackFile.ReadAsync(plain, CompressedContent.PlainName(name), cancellationToken))
        {
            // What tells no time happened before the file was written, wherever that clock stood.
            var now = row.Fields?["time"] is null ? written : clock.GetUtcNow();
            var (item, faults) = row.Fields is { } fields
                ? FeedbackRules.Check(fields, now, $"{name}:{row.Line}", user => user)
                : (null, [row.Fault!]);
            yield return item is not null ? (item, null) : (null, Malformed(name, row.Line, faults[0]));
        }
    }

    private static Reject Malformed(string name, long line, FeedbackFault fault) =>
        new(
            name,
            line,
            null,
            null,
            LogJoin.Operator,
            MalformedEvent,
            new JsonObject { ["field"] = fault.Field, ["message"] = fault.Message }
        );

    // Runs on any thread: it only reads.
    private (JoinFate Fate, FeedbackFold? Fold) SideOf(LoggedAnswer answer)
    {
        var fold = _feedback.Find(answer.Asid);
        var isInside = window is null || (answer.Time is { } time && window.Contains(time));
        var isLate = !isInside && TakesLate && fold is not null && answer.Time < window!.From;
        var fate =
            !isInside && !isLate ? JoinFate.Elsewhere
            : Alias is not null && answer.Alias != Alias ? JoinFate.OtherAlias
            : answer.IsShadow ? JoinFate.Shadow
            : isLate ? JoinFate.Late
            : JoinFate.Joined;
        return (fate, fold);
    }

    private bool IsTaken(JoinedLine line)
    {
        if (line.Fold is not null)
        {
            _ = (line.IsJoined ? _matched : _left).Add(line.Asid!);
        }

        return _tally.Take(line);
    }

    private long EventsOf(string asid) => _feedback.Find(asid)!.Events;
}
