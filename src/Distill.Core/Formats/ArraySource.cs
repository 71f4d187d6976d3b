using System.Runtime.CompilerServices;

namespace Distill.Core.Formats;

/// <summary>A file that is one JSON array: each element is a record, held one at a time.</summary>
/// <remarks>An array has no line to start again from, so damage between or within elements ends the reading; the last record says where.</remarks>
internal sealed class ArraySource(RecordBuffer buffer, IRecordDecoder decoder, int maxBytes) : IRecordSource
{
    public async IAsyncEnumerable<DecodedRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await SkipWhiteSpaceAsync(cancellationToken);
        buffer.Consume(1);
        for (var first = true; ; first = false)
        {
            var next = await SkipWhiteSpaceAsync(cancellationToken);
            if (next == ']')
            {
                break;
            }

            if (!first)
            {
                if (next != ',')
                {
                    yield return Unreadable(
                        next is null ? "The array is cut off" : "A comma or ] is missing between the elements of the array"
                    );
                    yield break;
                }

                buffer.Consume(1);
                await SkipWhiteSpaceAsync(cancellationToken);
            }

            var (length, fault) = await MeasureAsync(cancellationToken);
            if (fault is not null)
            {
                yield return Unreadable(fault);
                yield break;
            }

            var element = buffer.Slice(0, length);
            yield return new DecodedRecord(buffer.Line, buffer.Offset, element, decoder.Decode(element));
            buffer.Consume(length);
        }

        buffer.Consume(1);
        if (await SkipWhiteSpaceAsync(cancellationToken) is not null || buffer.Damage is not null)
        {
            yield return Unreadable(buffer.Damage ?? "There is text after the end of the array");
        }
    }

    private DecodedRecord Unreadable(string why) => new(buffer.Line, buffer.Offset, default, RecordFaults.Unreadable(buffer.Damage ?? why));

    private async ValueTask<(int Length, string? Fault)> MeasureAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var measure = JsonText.TryMeasure(buffer.Span, buffer.Ended, out var length, out var fault);
            if (measure == JsonText.Measure.Complete && length <= maxBytes)
            {
                return (length, null);
            }

            if (measure == JsonText.Measure.Malformed)
            {
                return (0, $"An element of the array is damaged or cut off: {fault}");
            }

            if (buffer.Span.Length > maxBytes)
            {
                return (0, $"An element of the array is longer than {maxBytes} bytes (MaxRecordBytes)");
            }

            if (!await buffer.FillAsync(cancellationToken) && buffer.Span.Length == 0)
            {
                return (0, "The array is cut off");
            }
        }
    }

    // The byte after white space, or null at the end.
    private async ValueTask<byte?> SkipWhiteSpaceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            buffer.Consume(JsonText.SkipWhiteSpace(buffer.Span));
            if (buffer.Span.Length > 0)
            {
                return buffer.Span[0];
            }

            if (!await buffer.FillAsync(cancellationToken))
            {
                return null;
            }
        }
    }
}
