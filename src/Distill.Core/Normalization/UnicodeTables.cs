using System.Globalization;

namespace Distill.Core.Normalization;

/// <summary>The character data of <see cref="UnicodeNormalizer"/>, read once from the embedded table. Immutable.</summary>
internal sealed class UnicodeTables
{
    private const string Resource = "Distill.Core.Normalization.decompositions.txt";
    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];
    private readonly HashSet<int> _seconds = [];

    private UnicodeTables(TextReader table)
    {
        while (table.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var fields = line.Split(' ');
            Add(CodePoint(fields[0]), fields[1][0], fields[2..]);
        }
    }

    public static UnicodeTables Instance { get; } = Load();

    /// <summary>The single-step decomposition, or null.</summary>
    public int[]? Decomposition(int codePoint, bool compatible) =>
        _canonical.GetValueOrDefault(codePoint) ?? (compatible ? _compatible.GetValueOrDefault(codePoint) : null);

    /// <summary>The canonical combining class; 0 for a starter.</summary>
    public byte CombiningClass(int codePoint) => _classes.GetValueOrDefault(codePoint);

    /// <summary>The primary composite of two code points, or null.</summary>
    public int? Compose(int first, int second) => _compositions.TryGetValue((first, second), out var composed) ? composed : null;

    /// <summary>True for a code point that neither decomposes nor combines nor composes with one before it.</summary>
    public bool IsInert(int codePoint) =>
        Decomposition(codePoint, compatible: true) is null && CombiningClass(codePoint) == 0 && !_seconds.Contains(codePoint);

    /// <summary>The UTF-16 units that normalisation may touch: a text without one of them is normalised already.</summary>
    public bool[] Active(bool compatible)
    {
        var active = new bool[char.MaxValue + 1];
        IEnumerable<int> marked =
        [
            .. _canonical.Keys,
            .. compatible ? _compatible.Keys : Enumerable.Empty<int>(),
            .. _classes.Keys,
            .. _compositions.Keys.Select(pair => pair.Second),
        ];
        foreach (var codePoint in marked.Where(codePoint => codePoint <= char.MaxValue))
        {
            active[codePoint] = true;
        }

        // What begins with a surrogate is looked at closely, as are the conjoining vowels and finals of Hangul.
        Array.Fill(active, true, 0xD800, 0x0800);
        Array.Fill(active, true, 0x1161, 0x11C3 - 0x1161);
        return active;
    }

    private static UnicodeTables Load()
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"The resource {Resource} is missing."));
        return new UnicodeTables(reader);
    }

    private static int CodePoint(string field) => int.Parse(field, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private void Add(int codePoint, char kind, string[] values)
    {
        if (kind == '@')
        {
            _classes[codePoint] = byte.Parse(values[0], CultureInfo.InvariantCulture);
            return;
        }

        var mapping = values.Select(CodePoint).ToArray();
        (kind == '<' ? _compatible : _canonical)[codePoint] = mapping;
        if (kind == '+')
        {
            _compositions[(mapping[0], mapping[1])] = codePoint;
            _ = _seconds.Add(mapping[1]);
        }
    }
}
