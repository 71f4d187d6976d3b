using Distill.Core.Pipelines;

namespace Distill.Core.Dedup;

/// <summary>Records of one size by number: in memory up to a budget, beyond it in a scratch file. Not thread-safe.</summary>
/// <param name="recordBytes">Bytes of a record.</param>
/// <param name="budget">Bytes of memory.</param>
/// <param name="scratch">Where the rest goes; null keeps everything in memory.</param>
internal sealed class SpillingStore(int recordBytes, long budget, IScratchSpace? scratch) : IDisposable
{
    private const int PageRecords = 1024;

    private readonly List<byte[]> _pages = [];
    private readonly byte[] _read = new byte[recordBytes];
    private IScratchFile? _file;

    // The page being filled, once pages go to the file.
    private byte[]? _open;

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>Records beyond the budget.</summary>
    public int Spilled => _file is null ? 0 : Count - (_pages.Count * PageRecords);

    private int PageBytes => PageRecords * recordBytes;

    /// <summary>Adds a record; its number is the count before.</summary>
    /// <exception cref="IOException">The scratch file cannot be written.</exception>
    public void Add(ReadOnlySpan<byte> record)
    {
        var within = Count % PageRecords;
        if (within == 0)
        {
            Begin();
        }

        record.CopyTo((_open ?? _pages[^1]).AsSpan(within * recordBytes));
        Count++;
        if (_open is not null && within == PageRecords - 1)
        {
            _file!.Append(_open);
        }
    }

    /// <summary>The record of a number; valid until the next call.</summary>
    /// <exception cref="IOException">The scratch file cannot be read.</exception>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var (page, within) = (number / PageRecords, number % PageRecords * recordBytes);
            if (page < _pages.Count)
            {
                return _pages[page].AsSpan(within, recordBytes);
            }

            if (page == Count / PageRecords)
            {
                return _open.AsSpan(within, recordBytes);
            }

            _file!.Read(((long)(page - _pages.Count) * PageBytes) + within, _read);
            return _read;
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        _open = null;
        _pages.Clear();
        Count = 0;
    }

    private void Begin()
    {
        if (scratch is null || (_pages.Count + 1L) * PageBytes <= budget)
        {
            _pages.Add(new byte[PageBytes]);
            return;
        }

        _file ??= scratch.Create();
        _open ??= new byte[PageBytes];
    }
}
