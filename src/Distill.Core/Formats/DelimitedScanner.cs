namespace Distill.Core.Formats;

/// <summary>Finds the fields of one delimited record (RFC 4180). Reused from record to record.</summary>
/// <remarks>
/// A quote within a field that does not begin with one is taken as it stands, as spreadsheets do. Lines end with LF or CRLF; within quotes they belong to
/// the field.
/// </remarks>
internal sealed class DelimitedScanner(DelimitedDialect dialect)
{
    private const byte Quote = (byte)'"';

    /// <summary>What a scan found.</summary>
    public enum Outcome
    {
        /// <summary>A record.</summary>
        Complete,

        /// <summary>The beginning of a record: more bytes are needed.</summary>
        Incomplete,

        /// <summary>Text after a closing quote. <see cref="Length"/> reaches to the end of that line.</summary>
        Malformed,

        /// <summary>A quote that is never closed.</summary>
        Unterminated,
    }

    /// <summary>Where the fields lie, without their quotes; <c>Doubled</c> when quotes within are written twice.</summary>
    public List<(int Start, int Length, bool Doubled)> Fields { get; } = [];

    /// <summary>Bytes of the record with its line end.</summary>
    public int Length { get; private set; }

    /// <summary>Scans the record at the start of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWhole">True when no further bytes will follow.</param>
    public Outcome Scan(ReadOnlySpan<byte> text, bool isWhole)
    {
        Fields.Clear();
        var at = 0;
        while (true)
        {
            var outcome =
                dialect.Quoted && at < text.Length && text[at] == Quote ? Quoted(text, isWhole, ref at) : Plain(text, isWhole, ref at);
            if (outcome != Outcome.Complete)
            {
                return outcome;
            }

            // Here the field has ended: at a delimiter, a line end, or the end of the text.
            if (at < text.Length && text[at] == dialect.Delimiter)
            {
                at++;
                continue;
            }

            Length = at < text.Length ? at + (text[at] == '\r' ? 2 : 1) : at;
            return Outcome.Complete;
        }
    }

    private Outcome Plain(ReadOnlySpan<byte> text, bool isWhole, ref int at)
    {
        var found = text[at..].IndexOfAny(dialect.Delimiter, (byte)'\n');
        if (found < 0 && !isWhole)
        {
            return Outcome.Incomplete;
        }

        var end = found < 0 ? text.Length : at + found;
        var trimmed = end > at && text[end - 1] == '\r' && (end == text.Length || text[end] == '\n') ? end - 1 : end;
        Fields.Add((at, trimmed - at, false));
        at = end < text.Length && text[end] == '\n' ? trimmed : end;
        return Outcome.Complete;
    }

    private Outcome Quoted(ReadOnlySpan<byte> text, bool isWhole, ref int at)
    {
        var start = at + 1;
        var doubled = false;
        for (var from = start; ; )
        {
            var found = text[from..].IndexOf(Quote);
            var next = from + found + 1;
            if (found < 0 || (next == text.Length && !isWhole))
            {
                return isWhole ? Outcome.Unterminated : Outcome.Incomplete;
            }

            if (next < text.Length && text[next] == Quote)
            {
                doubled = true;
                from = next + 1;
                continue;
            }

            Fields.Add((start, next - 1 - start, doubled));
            at = next;
            return AfterQuote(text, isWhole, next);
        }
    }

    private Outcome AfterQuote(ReadOnlySpan<byte> text, bool isWhole, int at)
    {
        if (at == text.Length || text[at] == dialect.Delimiter || text[at] == '\n')
        {
            return Outcome.Complete;
        }

        if (text[at] == '\r' && at + 1 == text.Length && !isWhole)
        {
            return Outcome.Incomplete;
        }

        if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
        {
            return Outcome.Complete;
        }

        var lineEnd = text[at..].IndexOf((byte)'\n');
        if (lineEnd < 0 && !isWhole)
        {
            return Outcome.Incomplete;
        }

        Length = lineEnd < 0 ? text.Length : at + lineEnd + 1;
        return Outcome.Malformed;
    }
}
