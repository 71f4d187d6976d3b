using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Feedback.Folding;
using Distill.Core.Filtering;
using Distill.Core.Formats;
using Distill.Core.Formats.Logs;
using Distill.Core.Pipelines;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;

namespace Distill.Core.Feedback.Joining;

/// <summary>The lines of a batch, joined and, when asked for, written as canonical JSON lines.</summary>
/// <remarks>Where only bytes are wanted, ordinary lines of the log are put together from their own bytes; no sample is made of them.</remarks>
internal sealed class JoinedBatch : IDisposable
{
    private readonly Func<LoggedAnswer, (JoinFate Fate, FeedbackFold? Fold)> _side;
    private readonly FeedbackScoring _scoring;
    private readonly PooledBuffer? _bytes;
    private readonly List<JoinedLine> _lines = new(256);

    private JoinedBatch(Func<LoggedAnswer, (JoinFate Fate, FeedbackFold? Fold)> side, FeedbackScoring scoring, PooledBuffer? bytes)
    {
        _side = side;
        _scoring = scoring;
        _bytes = bytes;
    }

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<JoinedLine> Lines => _lines;

    /// <summary>Writes the lines that are taken, those that follow each other at once.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="take">Asked about each line once, in order.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask WriteAsync(Stream output, Func<JoinedLine, bool> take, CancellationToken cancellationToken)
    {
        var (start, end) = (0, 0);
        foreach (var line in _lines.Where(take))
        {
            if (line.Start != end)
            {
                await output.WriteAsync(_bytes!.Written[start..end], cancellationToken);
                start = line.Start;
            }

            end = line.Start + line.Length;
        }

        await output.WriteAsync(_bytes!.Written[start..end], cancellationToken);
    }

    /// <summary>Joins a batch, which is disposed of. Any thread may do it, once the feedback is complete.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="side">Tells the fate of an answer and its feedback.</param>
    /// <param name="scoring">Makes scores.</param>
    /// <param name="writes">Whether bytes are wanted, instead of samples.</param>
    public static JoinedBatch Of(
        ImportBatch batch,
        Func<LoggedAnswer, (JoinFate Fate, FeedbackFold? Fold)> side,
        FeedbackScoring scoring,
        bool writes
    )
    {
        using var read = batch;
        var joined = new JoinedBatch(side, scoring, writes ? new PooledBuffer(batch.Bytes + (batch.Bytes / 10)) : null);
        if (!writes || batch.Lines is null)
        {
            foreach (var record in batch.Read())
            {
                joined.Add(record);
            }

            return joined;
        }

        foreach (var line in batch.Lines)
        {
            if (!joined.TryAdd(line, batch.File) && batch.DecodeLine!(line) is { } record)
            {
                joined.Add(record);
            }
        }

        return joined;
    }

    public void Dispose() => _bytes?.Dispose();

    private void Add(in ImportRecord record)
    {
        if (record.Sample is not { } sample)
        {
            var isFailure = record.Reject!.Reason == RejectReasons.FailedCall;
            _lines.Add(new JoinedLine(isFailure ? JoinFate.Failed : JoinFate.Malformed) { Reject = record.Reject });
            return;
        }

        // Logs of other makers have ids of their own beside the asid.
        var asid = sample.MetaText("asid") ?? sample.Id;
        var answer = new LoggedAnswer(asid, SampleTime.Of(sample), sample.MetaText("alias"), sample.MetaText("shadow_of") is not null);
        var (fate, fold) = _side(answer);
        var line = new JoinedLine(fate) { Asid = asid, Fold = fold };
        if (!line.IsJoined)
        {
            _lines.Add(line);
            return;
        }

        sample = fold is null ? sample : FeedbackSample.With(sample, fold, _scoring);
        var start = _bytes?.Length ?? 0;
        if (_bytes is not null)
        {
            SampleJson.Write(_bytes, sample);
        }

        EndLine(line with { Sample = sample, Start = start });
    }

    private bool TryAdd(in RecordLine line, string file)
    {
        if (
            line.TooLong
            || !GatewayLine.TryRead(line.Bytes.Span, out var exchange)
            || SampleTime.OfText(exchange.Text("time"u8)) is not { } micros
        )
        {
            return false;
        }

        var answer = new LoggedAnswer(
            exchange.AsidText,
            DateTimeOffset.UnixEpoch.AddMicroseconds(micros),
            exchange.Text("alias"u8),
            exchange.Text("shadow_of"u8) is not null
        );
        var (fate, fold) = _side(answer);
        var joined = new JoinedLine(fate)
        {
            Asid = answer.Asid,
            Fold = fold,
            Start = _bytes!.Length,
        };
        if (!joined.IsJoined)
        {
            _lines.Add(joined);
            return true;
        }

        var writer = new JsonTextWriter(_bytes);
        exchange.WriteHead(ref writer);
        if (fold is not null)
        {
            FeedbackSample.Write(ref writer, fold, exchange.Answer, _scoring);
        }

        exchange.WriteTail(ref writer, new RowSource(file, line.Number));
        writer.Flush();
        EndLine(joined);
        return true;
    }

    private void EndLine(in JoinedLine line)
    {
        if (_bytes is null)
        {
            _lines.Add(line);
            return;
        }

        _bytes.GetSpan(1)[0] = (byte)'\n';
        _bytes.Advance(1);
        _lines.Add(line with { Length = _bytes.Length - line.Start });
    }
}
