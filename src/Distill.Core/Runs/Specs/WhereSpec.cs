namespace Distill.Core.Runs.Specs;

/// <summary>A fixed part of a source: of every <see cref="Every"/> records in a row, those at the positions <see cref="Take"/>.</summary>
public sealed record WhereSpec
{
    /// <summary>Length of the cycle in records, 2 to 1000.</summary>
    public required int Every { get; init; }

    /// <summary>Kept positions in the cycle, from 0, each below <see cref="Every"/>.</summary>
    public required IReadOnlyList<int> Take { get; init; }

    /// <summary>True when the record at <paramref name="index"/> (from 0, in the source's order) is kept.</summary>
    public bool Keeps(long index) => Take.Contains((int)(index % Every));
}
