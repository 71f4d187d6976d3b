using System.Runtime.CompilerServices;

namespace Distill.Core.Formats;

/// <summary>One JSON value a line; blank lines are passed over.</summary>
internal sealed class LineSource(RecordBuffer buffer, IRecordDecoder decoder, int maxBytes) : IRecordSource
{
    public async IAsyncEnumerable<DecodedRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new Utf8LineReader(buffer, maxBytes);
        while (await lines.ReadAsync(cancellationToken))
        {
            if (lines.TooLong)
            {
                yield return new DecodedRecord(lines.Line, lines.Offset, default, RecordFaults.TooLong(maxBytes));
            }
            else if (!JsonText.IsBlank(lines.Current.Span))
            {
                yield return new DecodedRecord(lines.Line, lines.Offset, lines.Current, decoder.Decode(lines.Current));
            }
        }

        if (buffer.Damage is { } damage)
        {
            yield return new DecodedRecord(buffer.Line, buffer.Offset, default, RecordFaults.Unreadable(damage));
        }
    }
}
