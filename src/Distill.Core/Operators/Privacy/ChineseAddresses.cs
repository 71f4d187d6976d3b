namespace Distill.Core.Operators.Privacy;

/// <summary>Chinese postal addresses down to a house number: an area, a road, a number and 号.</summary>
/// <remarks>Addresses without a house number, and those of other countries, are not found.</remarks>
internal static class ChineseAddresses
{
    private const int Reach = 40;
    private const int ShortestAddress = 8;
    private const string AreaSuffixes = "省市区县州旗";
    private const string RoadSuffixes = "路街道巷弄村里";

    // Words that lead up to an address and can be no part of one.
    private const string LeadIns = "在住于往寄送是为到至";
    private static readonly string[] Units = ["号楼", "栋", "幢", "座", "单元", "楼", "层", "室", "号"];

    /// <summary>The address whose house number is the digits from start to end; start -1 when there is none.</summary>
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int start, int end, int floor)
    {
        if (end >= text.Length || text[end] != '号' || start == 0 || !RoadSuffixes.Contains(text[start - 1]))
        {
            return (-1, -1);
        }

        var from = start;
        while (from > floor && start - from < Reach && TextSight.IsHan(text[from - 1]))
        {
            from--;
        }

        var area = text[from..(start - 1)].LastIndexOfAny(AreaSuffixes);
        if (area < 1)
        {
            return (-1, -1);
        }

        var leadIn = text.Slice(from, area).LastIndexOfAny(LeadIns);
        from += leadIn + 1;
        return start - from >= ShortestAddress - 2 ? (from, DetailEnd(text, end + 1)) : (-1, -1);
    }

    // 27号3号楼2单元501室
    private static int DetailEnd(ReadOnlySpan<char> text, int end)
    {
        while (true)
        {
            var digits = end;
            while (digits < text.Length && (char.IsAsciiLetterOrDigit(text[digits]) || text[digits] == '-') && digits - end < 6)
            {
                digits++;
            }

            var unit = UnitLength(text[digits..]);
            if (digits == end || unit == 0)
            {
                return end;
            }

            end = digits + unit;
        }
    }

    private static int UnitLength(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit, StringComparison.Ordinal))
            {
                return unit.Length;
            }
        }

        return 0;
    }
}
