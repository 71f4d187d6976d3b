using System.Runtime.CompilerServices;

namespace Distill.Core.Formats.Logs;

/// <summary>The fields of a line that go under <c>meta</c>, in the order of the line, without an allocation.</summary>
internal struct KeptFields
{
    private const int Most = 32;

    private Slots _slots;

    /// <summary>Number of fields.</summary>
    public int Count { get; private set; }

    /// <summary>A field.</summary>
    public readonly KeptField this[int index] => _slots[index];

    /// <summary>What stands before the names of a group.</summary>
    public static ReadOnlySpan<byte> PrefixOf(KeptGroup group) =>
        group switch
        {
            KeptGroup.Response => "response."u8,
            KeptGroup.Choice => "response.choices[0]."u8,
            KeptGroup.Message => "response.choices[0].message."u8,
            KeptGroup.Request => "request."u8,
            _ => default,
        };

    /// <summary>Adds a field; false when there are too many.</summary>
    public bool TryAdd(in KeptField field)
    {
        if (Count == Most)
        {
            return false;
        }

        _slots[Count++] = field;
        return true;
    }

    /// <summary>The value of a field.</summary>
    public readonly ReadOnlySpan<byte> ValueOf(int index, ReadOnlySpan<byte> line) => line.Slice(_slots[index].Start, _slots[index].Length);

    /// <summary>The name of a field.</summary>
    public readonly ReadOnlySpan<byte> NameOf(int index, ReadOnlySpan<byte> line) =>
        line.Slice(_slots[index].NameStart, _slots[index].NameLength);

    /// <summary>The place of the field of a name; -1 when there is none.</summary>
    public readonly int IndexOf(KeptGroup group, ReadOnlySpan<byte> name, ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_slots[i].Group == group && NameOf(i, line).SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    [InlineArray(Most)]
    private struct Slots
    {
        private KeptField _first;
    }
}
