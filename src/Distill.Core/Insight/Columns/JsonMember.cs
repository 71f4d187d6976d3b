using System.Globalization;
using Distill.Core.Filtering.Evaluation;
using Distill.Core.Samples.Json;

namespace Distill.Core.Insight.Columns;

/// <summary>The value of a member of a JSON object, as bytes.</summary>
internal readonly ref struct JsonMember
{
    private readonly ValueTraits _traits;

    private JsonMember(ReadOnlySpan<byte> bytes, ValueTraits traits)
    {
        Bytes = bytes;
        _traits = traits;
    }

    /// <summary>Its bytes, the quotes of a text included.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>True for a text.</summary>
    public bool IsText => Bytes[0] == (byte)'"';

    /// <summary>True for what is neither object nor list.</summary>
    public bool IsScalar => Bytes[0] is not ((byte)'{' or (byte)'[');

    /// <summary>Finds a member.</summary>
    /// <param name="container">The object, which is known to be JSON; empty has no members.</param>
    /// <param name="name">The name.</param>
    /// <param name="member">The member.</param>
    public static Lookup Find(ReadOnlySpan<byte> container, ReadOnlySpan<byte> name, out JsonMember member)
    {
        member = default;
        if (container.IsEmpty)
        {
            return Lookup.Absent;
        }

        var scanner = new JsonScanner(container);
        scanner.Take();
        var (first, found) = (true, Lookup.Absent);
        while (scanner.NextKey(ref first, out var key))
        {
            _ = scanner.Peek();
            var start = scanner.At;
            ValueTraits traits = default;
            _ = scanner.SkipValue(1, ref traits);
            if (key.Escaped || (found == Lookup.Found && IsName(container, key, name)))
            {
                return Lookup.Unsure;
            }

            if (IsName(container, key, name))
            {
                found = Lookup.Found;
                member = new JsonMember(container[start..scanner.At], traits);
            }
        }

        return found;
    }

    /// <summary>The text; null when it cannot be represented.</summary>
    public string? ReadText()
    {
        var inner = Bytes[1..^1];
        var isEscaped = inner.Contains((byte)'\\');
        return JsonEscape.Read(inner, new JsonSlice(0, inner.Length, isEscaped, _traits.NonAscii, isEscaped));
    }

    /// <summary>A scalar as a filter sees it.</summary>
    public FilterValue ReadScalar() =>
        Bytes[0] switch
        {
            (byte)'"' => FilterValue.Of(ReadText()),
            (byte)'t' => new FilterValue(FilterValueKind.Flag, null, 0, 1),
            (byte)'f' => new FilterValue(FilterValueKind.Flag),
            (byte)'n' => FilterValue.Missing,
            _ => FilterValue.Of(Number()),
        };

    private static bool IsName(ReadOnlySpan<byte> container, JsonSlice key, ReadOnlySpan<byte> name) =>
        container.Slice(key.Start, key.Length).SequenceEqual(name);

    // A number beyond all doubles compares with nothing, as for a filter.
    private double Number() =>
        double.TryParse(Bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : double.NaN;
}
