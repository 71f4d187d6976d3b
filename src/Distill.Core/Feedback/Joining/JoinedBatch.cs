using Distill.Core.Feedback.Folding;
using Distill.Core.Formats;
using Distill.Core.Pipelines;
using Distill.Core.Samples;

namespace Distill.Core.Feedback.Joining;

/// <summary>The lines of a batch, joined and, when asked for, written as canonical JSON lines.</summary>
internal sealed class JoinedBatch : IDisposable
{
    private readonly PooledBuffer? _bytes;

    private JoinedBatch(IReadOnlyList<JoinedLine> lines, PooledBuffer? bytes)
    {
        Lines = lines;
        _bytes = bytes;
    }

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<JoinedLine> Lines { get; }

    /// <summary>The bytes of a line, its end among them.</summary>
    public ReadOnlyMemory<byte> BytesOf(in JoinedLine line) => _bytes!.Written.Slice(line.Start, line.Length);

    /// <summary>Joins a batch, which is disposed of. Any thread may do it, once the feedback is complete.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="side">Tells the fate of a sample and its feedback.</param>
    /// <param name="scoring">Makes scores.</param>
    /// <param name="writes">Whether bytes are wanted.</param>
    public static JoinedBatch Of(
        ImportBatch batch,
        Func<Sample, (JoinFate Fate, FeedbackFold? Fold)> side,
        FeedbackScoring scoring,
        bool writes
    )
    {
        using var read = batch;
        var bytes = writes ? new PooledBuffer(batch.Bytes + (batch.Bytes / 10)) : null;
        var lines = new List<JoinedLine>();
        foreach (var record in batch.Read())
        {
            var start = bytes?.Length ?? 0;
            var line = Joined(record, side, scoring);
            if (bytes is not null && line.Sample is not null)
            {
                SampleJson.Write(bytes, line.Sample);
                bytes.GetSpan(1)[0] = (byte)'\n';
                bytes.Advance(1);
            }

            lines.Add(line with { Start = start, Length = (bytes?.Length ?? 0) - start });
        }

        return new JoinedBatch(lines, bytes);
    }

    private static JoinedLine Joined(
        in ImportRecord record,
        Func<Sample, (JoinFate Fate, FeedbackFold? Fold)> side,
        FeedbackScoring scoring
    )
    {
        if (record.Sample is not { } sample)
        {
            var isFailure = record.Reject!.Reason == Datasets.RejectReasons.FailedCall;
            return new JoinedLine(record, isFailure ? JoinFate.Failed : JoinFate.Malformed, null, null, 0, 0);
        }

        var (fate, fold) = side(sample);
        var joined =
            fate is not (JoinFate.Joined or JoinFate.Late) ? null
            : fold is null ? sample
            : FeedbackSample.With(sample, fold, scoring);
        return new JoinedLine(record, fate, joined, fold, 0, 0);
    }

    public void Dispose() => _bytes?.Dispose();
}
