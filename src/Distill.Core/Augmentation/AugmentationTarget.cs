using System.Globalization;
using System.Runtime.InteropServices;

namespace Distill.Core.Augmentation;

/// <summary>How many rows a class is to have: a number, or a share of the largest class.</summary>
/// <param name="Value">Rows, or the share (0 to 1).</param>
/// <param name="IsShare">True for a share.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AugmentationTarget(double Value, bool IsShare)
{
    /// <summary>Half of the largest class.</summary>
    public static AugmentationTarget Usual { get; } = new(0.5, true);

    /// <summary>Reads a target: <c>200</c> is rows, <c>60%</c> and <c>0.6</c> are shares; <c>1</c> is one row, the whole of the largest class is <c>100%</c>.</summary>
    /// <returns>The target, or null when the text is none.</returns>
    public static AugmentationTarget? Parse(string text)
    {
        var percent = text.EndsWith('%');
        if (!double.TryParse(percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        if (percent)
        {
            return value is > 0 and <= 100 ? new AugmentationTarget(value / 100, true) : null;
        }

        return value switch
        {
            > 0 and < 1 => new AugmentationTarget(value, true),
            >= 1 and <= 10_000_000 when value == Math.Floor(value) => new AugmentationTarget(value, false),
            _ => null,
        };
    }

    /// <summary>Rows that a class is to have when the largest has so many.</summary>
    public long RowsOf(long largest) => IsShare ? (long)Math.Ceiling(Value * largest) : (long)Value;

    /// <inheritdoc />
    public override string ToString() =>
        IsShare
            ? string.Create(CultureInfo.InvariantCulture, $"{Value * 100:0.##}% of the largest class")
            : string.Create(CultureInfo.InvariantCulture, $"{Value:0} rows");
}
