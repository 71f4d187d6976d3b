using Distill.Core.Formats;
using Distill.Core.Formats.Encodings;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>A file of records, opened to see whose they are. Not thread-safe; reads once.</summary>
/// <remarks>
/// A file whose format only a mapping explains, or that is none at all, is taken as it lies: an array, columns under a header, or lines. Memory: the longest record.
/// </remarks>
internal sealed class RecordFile : IAsyncDisposable
{
    private const int MaxRecordBytes = 64 * 1024 * 1024;
    private const int Look = 64 * 1024;

    private readonly List<IAsyncDisposable> _opened = [];
    private RecordBuffer? _buffer;
    private IRecordSource? _source;

    private RecordFile() { }

    /// <summary>True when records are lines, one or several each, so that the file can be written without some of them.</summary>
    public bool IsRowWise { get; private set; }

    /// <summary>The columns of a delimited file; null for others.</summary>
    public IReadOnlyList<string>? Header { get; private set; }

    /// <summary>How they are told apart; null for others.</summary>
    public DelimitedDialect? Dialect { get; private set; }

    /// <summary>Opens a file.</summary>
    public static async Task<RecordFile> OpenAsync(IBlobStore blobs, string path, CancellationToken cancellationToken)
    {
        var file = new RecordFile();
        try
        {
            if (!await file.OpenKnownAsync(blobs, path, cancellationToken))
            {
                await file.OpenUnknownAsync(blobs, path, cancellationToken);
            }

            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The records, in order; each is valid until the next is asked for.</summary>
    public IAsyncEnumerable<DecodedRecord> ReadAsync(CancellationToken cancellationToken) => _source!.ReadAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _buffer?.Dispose();
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static DelimitedDialect DialectOf(string format) =>
        format == ImportFormats.Tsv ? new DelimitedDialect((byte)'\t', Quoted: false) : new DelimitedDialect((byte)',', Quoted: true);

    private async Task<bool> OpenKnownAsync(IBlobStore blobs, string path, CancellationToken cancellationToken)
    {
        var content = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        try
        {
            var reader = await ImportReader.OpenAsync(content, NameOf(path), cancellationToken: cancellationToken);
            _opened.Add(reader);
            _source = reader.Source;
            var detection = reader.Detection;
            IsRowWise = detection.Layout != RecordLayout.Array && !reader.IsColumnar && !IsWide(detection.Encoding);
            if (_source is DelimitedSource delimited)
            {
                (Header, Dialect) = (delimited.Header, DialectOf(detection.Format));
            }

            return true;
        }
        catch (ImportException)
        {
            await content.DisposeAsync();
            return false;
        }
    }

    private async Task OpenUnknownAsync(IBlobStore blobs, string path, CancellationToken cancellationToken)
    {
        var name = NameOf(path);
        var content = CompressedContent.Open(await blobs.OpenReadAsync(path, cancellationToken: cancellationToken), name);
        _opened.Add(content);
        var (plain, encoding) = await TextContent.OpenAsync(content, TextEncodings.Auto, cancellationToken);
        _buffer = new RecordBuffer(plain);
        await _buffer.FillToAsync(Look, cancellationToken);
        _buffer.SkipByteOrderMark();
        IsRowWise = !IsWide(encoding.Encoding) && !_buffer.Span.StartsWith("PAR1"u8);
        var extension = Path.GetExtension(CompressedContent.PlainName(name)).ToLowerInvariant();
        if (extension is ".csv" or ".tsv" && await OpenDelimitedAsync(DelimitedDialect.Detect(_buffer.Span), cancellationToken))
        {
            return;
        }

        var isArray = _buffer.Span[JsonText.SkipWhiteSpace(_buffer.Span)..] is [(byte)'[', ..];
        IsRowWise &= !isArray;
        _source = isArray
            ? new ArraySource(_buffer, Undecoded.Instance, MaxRecordBytes)
            : new LineSource(_buffer, Undecoded.Instance, MaxRecordBytes);
    }

    private async Task<bool> OpenDelimitedAsync(DelimitedDialect dialect, CancellationToken cancellationToken)
    {
        var delimited = await DelimitedSource.OpenAsync(_buffer!, dialect, MaxRecordBytes, cancellationToken);
        if (delimited is null)
        {
            return false;
        }

        delimited.Use(new SampleMapper(new FieldMapping { Prompt = delimited.Header[0] }));
        (_source, Header, Dialect) = (delimited, delimited.Header, dialect);
        return true;
    }

    // In all other encodings a line end is the byte 10, and nothing else is.
    private static bool IsWide(string encoding) => encoding is TextEncodings.Utf16LittleEndian or TextEncodings.Utf16BigEndian;

    private sealed class Undecoded : IRecordDecoder
    {
        public static Undecoded Instance { get; } = new();

        public SampleReadResult Decode(ReadOnlyMemory<byte> json) => RecordFaults.Unreadable("The format is not known");
    }
}
