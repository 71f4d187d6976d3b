using System.Text;

namespace Distill.Core.Dedup;

/// <summary>Ids by number, in 12 bytes more than their UTF-8. Not thread-safe.</summary>
internal sealed class IdList
{
    private const int PageBytes = 1 << 18;

    private readonly List<byte[]> _pages = [];
    private readonly List<(int Page, int Start, int Length)> _places = [];
    private int _used = PageBytes;

    /// <summary>Ids so far.</summary>
    public int Count => _places.Count;

    /// <summary>The id of a number.</summary>
    public string this[int number]
    {
        get
        {
            var (page, start, length) = _places[number];
            return Encoding.UTF8.GetString(_pages[page], start, length);
        }
    }

    /// <summary>Adds an id; its number is the count before.</summary>
    public void Add(string id)
    {
        var length = Encoding.UTF8.GetByteCount(id);
        if (_used + length > PageBytes)
        {
            _pages.Add(new byte[Math.Max(PageBytes, length)]);
            _used = 0;
        }

        _places.Add((_pages.Count - 1, _used, length));
        _used += Encoding.UTF8.GetBytes(id, _pages[^1].AsSpan(_used));
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _pages.Clear();
        _places.Clear();
        _used = PageBytes;
    }
}
