using Distill.Core.Sampling;

namespace Distill.Core.Runs.Specs;

/// <summary>The part of a source that is used. All that is given must hold.</summary>
public sealed record WhereSpec
{
    /// <summary>Length of the cycle in records, 2 to 1000: of every so many in a row those at the positions <see cref="Take"/>. Null takes all.</summary>
    public int? Every { get; init; }

    /// <summary>Kept positions in the cycle, from 0, each below <see cref="Every"/>.</summary>
    public IReadOnlyList<int> Take { get; init; } = [];

    /// <summary>First moment; see <see cref="SelectionText.From"/>.</summary>
    public string? From { get; init; }

    /// <summary>First moment after the window.</summary>
    public string? To { get; init; }

    /// <summary>A filter expression.</summary>
    public string? Filter { get; init; }

    /// <summary>At least one of these keywords occurs.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>Each of these keywords occurs.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>None of these keywords occurs.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>Fields in which keywords are looked for; empty is prompt and answer.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>True when the record at <paramref name="index"/> (from 0, in the source's order) is kept by the cycle.</summary>
    public bool Keeps(long index) => Every is not { } every || Take.Contains((int)(index % every));

    /// <summary>What the records must be like.</summary>
    public SelectionText ToSelectionText() =>
        new()
        {
            From = From,
            To = To,
            Filter = Filter,
            Any = Any,
            All = All,
            None = None,
            In = In,
        };
}
