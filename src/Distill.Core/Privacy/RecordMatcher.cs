using System.Buffers;
using System.Text;
using System.Text.Json;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Core.Privacy;

/// <summary>Tells which records of a file are a person's, by what they name and by what they say. Not thread-safe.</summary>
/// <remarks>
/// The raw record counts as much as the sample that is made of it: which of its fields become a sample's depends on a mapping that only the spec of a run has. What it names is a whole JSON text, a
/// whole column, or in damaged and foreign text a whole word.
/// </remarks>
/// <param name="person">Whose.</param>
/// <param name="run">The run that the file belongs to, within which short ids of rows count; null for none.</param>
/// <param name="header">Names of the columns of a delimited file; null for others.</param>
/// <param name="dialect">How its columns are told apart.</param>
internal sealed class RecordMatcher(Person person, string? run, IReadOnlyList<string>? header = null, DelimitedDialect? dialect = null)
{
    private const string User = "user";
    private const int LongestId = 512;

    private static readonly SearchValues<byte> WordBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8
    );

    private static readonly HashSet<string> IdNames = new(StringComparer.OrdinalIgnoreCase) { "id", "sample_id", "sampleId", "record_id" };

    private readonly DelimitedScanner? _scanner = dialect is { } known ? new DelimitedScanner(known) : null;

    /// <summary>True for a record of the person's; its ids are taken up.</summary>
    public bool Owns(in DecodedRecord record)
    {
        var derived = RecordId.Derive(record);
        var sample = record.Result.Sample;
        var isOwn =
            person.IsKnown(derived)
            || (sample is not null && (OwnsSample(sample) || person.HasSaid(sample)))
            || (_scanner is null ? NamesInText(record.Bytes.Span) : NamesInColumns(record.Bytes.Span));
        if (!isOwn)
        {
            return false;
        }

        person.Take(derived);
        foreach (var id in (string?[])[sample?.Id, sample?.MetaText("asid")])
        {
            if (id?.Length >= Person.Distinctive)
            {
                person.Take(id);
            }
        }

        return true;
    }

    /// <summary>True for a text under a name that means the person.</summary>
    public bool Names(string? name, string text) =>
        person.IsKnown(text)
        || (string.Equals(name, User, StringComparison.OrdinalIgnoreCase) && person.IsUser(text))
        || (run is not null && name is not null && IdNames.Contains(name) && person.IsRowOf(run, text));

    private bool OwnsSample(Sample sample) => sample.Id.Length > 0 ? person.Owns(sample) : person.Owns(sample with { Id = "-" });

    private bool NamesInText(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, JsonLine.ReaderOptions);
        string? name = null;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = reader.ValueSpan.Length <= LongestId ? reader.GetString() : null;
                }
                else if (
                    reader.TokenType == JsonTokenType.String
                    && reader.ValueSpan.Length <= LongestId
                    && Names(name, reader.GetString()!)
                )
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            // A line that was cut off, or no JSON at all, may still name somebody.
            return NamesInWords(record);
        }
    }

    private bool NamesInWords(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(WordBytes) is var start and >= 0)
        {
            text = text[start..];
            var end = text.IndexOfAnyExcept(WordBytes);
            var word = end < 0 ? text : text[..end];
            if (word.Length is >= Person.Distinctive and <= LongestId && Names(User, Encoding.ASCII.GetString(word)))
            {
                return true;
            }

            text = text[word.Length..];
        }

        return false;
    }

    private bool NamesInColumns(ReadOnlySpan<byte> record)
    {
        if (_scanner!.Scan(record, isWhole: true) != DelimitedScanner.Outcome.Complete || _scanner.Fields.Count != header!.Count)
        {
            return NamesInWords(record);
        }

        for (var column = 0; column < header.Count; column++)
        {
            if (_scanner.Fields[column].Length <= LongestId && Names(header[column], DelimitedRow.Text(_scanner, record, column).Trim()))
            {
                return true;
            }
        }

        return false;
    }
}
