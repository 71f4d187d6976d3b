using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Logs;

/// <summary>The input file of an OpenAI batch, to look requests up by <c>custom_id</c>. Thread-safe after it was opened.</summary>
/// <remarks>Memory: about 40 bytes a request (where each lies), not the file; a request is read again from the file when it is asked for.</remarks>
public sealed class BatchRequests : IDisposable
{
    private readonly Stream content;
    private readonly Lock reading = new();
    private readonly Dictionary<UInt128, (long Offset, int Length)> places = [];
    private readonly BatchInputDecoder decoder = new();

    private BatchRequests(Stream content) => this.content = content;

    /// <summary>Requests that can be found.</summary>
    public int Count => places.Count;

    /// <summary>Notes where each request of a plain (not compressed) file lies.</summary>
    /// <param name="content">The file, seekable; it stays open until this is disposed.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ImportException">A line is no request, or two have the same id: then it is open which one a response belongs to.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<BatchRequests> OpenAsync(Stream content, string file, CancellationToken cancellationToken = default)
    {
        var result = new BatchRequests(content);
        try
        {
            using var buffer = new RecordBuffer(content);
            var lines = new Utf8LineReader(buffer, int.MaxValue);
            while (await lines.ReadAsync(cancellationToken))
            {
                result.Add(lines, file);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => content.Dispose();

    /// <summary>The request of an id as a sample without an answer; null when there is none.</summary>
    internal SampleReadResult? Find(string id)
    {
        if (!places.TryGetValue(Key(id), out var place))
        {
            return null;
        }

        var bytes = new byte[place.Length];
        lock (reading)
        {
            content.Position = place.Offset;
            content.ReadExactly(bytes);
        }

        return decoder.Decode(bytes);
    }

    private void Add(Utf8LineReader lines, string file)
    {
        if (JsonText.IsBlank(lines.Current.Span))
        {
            return;
        }

        var request = decoder.Decode(lines.Current);
        if (!request.IsSample)
        {
            throw new ImportException(file, $"line {lines.Line} is no request of a batch: {request.Message}");
        }

        if (!places.TryAdd(Key(request.Sample.Id), (lines.Offset, lines.Current.Length)))
        {
            throw new ImportException(file, $"line {lines.Line} has the custom_id '{request.Sample.Id}' of an earlier request.");
        }
    }

    private static UInt128 Key(string id) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()));
}
