using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Distill.Core.Filtering;
using Distill.Core.Samples.Json;

namespace Distill.Core.Insight.Columns;

/// <summary>Reads a field off the outline of a line, without decoding the sample; for fields of which that is possible. Immutable and thread-safe.</summary>
internal abstract class FastColumn
{
    /// <summary>The reader of a field, or null when the field needs the sample.</summary>
    public static FastColumn? For(InsightField field) =>
        field is not { Measure: InsightMeasure.Value, Field: { } path } ? null
        : path.IsLength ? Length(path.Root)
        : path.Root switch
        {
            FilterRoot.Turns => new TurnCount(),
            FilterRoot.Time => new Moment(),
            FilterRoot.Labels => new LabelValue(Utf8(path.Steps[0].Name!)),
            FilterRoot.Scores or FilterRoot.Feedback or FilterRoot.Meta => OfPath(path),
            _ => null,
        };

    /// <summary>Reads it; false when the sample must be decoded after all.</summary>
    public abstract bool TryRead(in LineOutline line, out InsightValue value);

    private static FastColumn? Length(FilterRoot root) =>
        root switch
        {
            FilterRoot.Prompt => new TextLength(isAnswer: false),
            FilterRoot.Answer => new TextLength(isAnswer: true),
            _ => null,
        };

    // Where a row came from is added to its meta when it is decoded.
    private static PathValue? OfPath(FilterField path) =>
        path.Steps.Count > 0
        && path.Steps.All(step => step.Name is not null)
        && !(path.Root == FilterRoot.Meta && path.Steps[0].Name!.StartsWith("source", StringComparison.Ordinal))
            ? new PathValue(path.Root, [.. path.Steps.Select(step => Utf8(step.Name!))], path.FlatName is { } flat ? Utf8(flat) : null)
            : null;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class TurnCount : FastColumn
    {
        public override bool TryRead(in LineOutline line, out InsightValue value)
        {
            value = InsightValue.Of(line.Messages.Turns);
            return true;
        }
    }

    private sealed class TextLength(bool isAnswer) : FastColumn
    {
        public override bool TryRead(in LineOutline line, out InsightValue value)
        {
            value = InsightValue.Missing;
            if (isAnswer && !line.Messages.IsAnswered)
            {
                return true;
            }

            if (!isAnswer && !line.Messages.IsPlainPrompt)
            {
                return false;
            }

            var slice = isAnswer ? line.Messages.Last : line.Messages.First;
            var bytes = line.Bytes(slice);
            var length = slice.Escaped
                ? JsonEscape.Read(bytes, slice) is { } text
                    ? SampleFields.Characters(text)
                    : -1
                : slice.NonAscii
                    ? CodePoints(bytes)
                    : bytes.Length;
            value = InsightValue.Of(length);
            return length >= 0;
        }

        // Every code point of UTF-8 has one byte that continues no other: one of 0x80 to 0xBF, as a signed byte below -64, does.
        private static int CodePoints(ReadOnlySpan<byte> text)
        {
            const sbyte LastOfContinuation = -65;
            var (count, at) = (0, 0);
            var vectors = MemoryMarshal.Cast<byte, Vector<sbyte>>(text);
            while (at < vectors.Length)
            {
                // A lane counts to 127 at most.
                var sums = Vector<sbyte>.Zero;
                for (var end = Math.Min(at + sbyte.MaxValue, vectors.Length); at < end; at++)
                {
                    sums -= Vector.GreaterThan(vectors[at], new Vector<sbyte>(LastOfContinuation));
                }

                Vector.Widen(sums, out var low, out var high);
                count += Vector.Sum(low) + Vector.Sum(high);
            }

            foreach (var unit in text[(vectors.Length * Vector<sbyte>.Count)..])
            {
                count += (sbyte)unit > LastOfContinuation ? 1 : 0;
            }

            return count;
        }
    }

    // A label is a text, or the letters of a number or truth value.
    private sealed class LabelValue(byte[] name) : FastColumn
    {
        public override bool TryRead(in LineOutline line, out InsightValue value)
        {
            value = InsightValue.Missing;
            var found = JsonMember.Find(line.Bytes(line.Labels), name, out var member);
            if (found != Lookup.Found)
            {
                return found == Lookup.Absent;
            }

            if (!member.IsText)
            {
                value = member.Bytes.SequenceEqual("null"u8) ? value : InsightValue.Of(Encoding.ASCII.GetString(member.Bytes));
                return true;
            }

            var text = member.ReadText();
            value = InsightValue.Of(text);
            return text is not null;
        }
    }

    private sealed class Moment : FastColumn
    {
        private readonly byte[][] _names = [.. SampleTime.Names.Select(Utf8)];

        public override bool TryRead(in LineOutline line, out InsightValue value)
        {
            value = InsightValue.Missing;
            foreach (var name in _names)
            {
                var found = JsonMember.Find(line.Bytes(line.Meta), name, out var member);
                if (found == Lookup.Unsure || (found == Lookup.Found && !member.IsScalar))
                {
                    return false;
                }

                if (found == Lookup.Found && member.ReadScalar().TryTime(out var micros))
                {
                    value = InsightValue.OfTime(micros);
                    return true;
                }
            }

            return true;
        }
    }

    private sealed class PathValue(FilterRoot root, byte[][] steps, byte[]? flatName) : FastColumn
    {
        public override bool TryRead(in LineOutline line, out InsightValue value)
        {
            value = InsightValue.Missing;
            var part = line.Bytes(
                root switch
                {
                    FilterRoot.Scores => line.Scores,
                    FilterRoot.Feedback => line.Feedback,
                    _ => line.Meta,
                }
            );
            if (flatName is not null && JsonMember.Find(part, flatName, out _) != Lookup.Absent)
            {
                return false;
            }

            for (var i = 0; ; i++)
            {
                var found = JsonMember.Find(part, steps[i], out var member);
                if (found != Lookup.Found)
                {
                    return found == Lookup.Absent;
                }

                if (i == steps.Length - 1)
                {
                    value = member.IsScalar ? InsightValue.Of(member.ReadScalar()) : value;
                    return member.IsScalar;
                }

                if (member.Bytes[0] != (byte)'{')
                {
                    return true;
                }

                part = member.Bytes;
            }
        }
    }
}
