namespace Distill.Core.Normalization;

/// <summary>The <see cref="FoldClass"/> of each UTF-16 unit. Thread-safe.</summary>
internal static class FoldClasses
{
    private static readonly FoldClass[] Table = Build();

    public static FoldClass Of(char unit) => Table[unit];

    private static FoldClass[] Build()
    {
        var active = UnicodeTables.Instance.Active(compatible: true);
        var table = new FoldClass[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            var unit = (char)i;
            table[i] =
                char.IsWhiteSpace(unit) ? FoldClass.Space
                : unit is >= '\uFF01' and <= '\uFF5E' ? FoldClass.Wide
                : active[unit] ? FoldClass.Active
                : InvisibleCharacters.IsInvisible(unit) ? FoldClass.Invisible
                : char.ToLowerInvariant(unit) != unit ? FoldClass.Upper
                : FoldClass.Plain;
        }

        return table;
    }
}
