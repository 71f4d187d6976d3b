namespace Distill.Core.Augmentation;

/// <summary>What a class got.</summary>
/// <param name="Label">The class; empty for rows without one.</param>
/// <param name="Before">Rows before.</param>
/// <param name="Want">Rows wanted.</param>
/// <param name="Added">New rows.</param>
public sealed record ClassYield(string Label, long Before, long Want, long Added)
{
    /// <summary>Rows after.</summary>
    public long After => Before + Added;
}
