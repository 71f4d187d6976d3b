namespace Distill.Core.Operators;

/// <summary>Finds the name that was meant.</summary>
internal static class NearestName
{
    /// <summary>The end of a sentence about an unknown name: <c>; did you mean 'x'?</c> when one is near, else a full stop.</summary>
    public static string Suggest(string unknown, IEnumerable<string> names)
    {
        var (name, distance) = names.Select(name => (name, Distance(unknown, name))).MinBy(pair => pair.Item2);
        return name is not null && distance <= Math.Max(2, name.Length / 3) ? $"; did you mean '{name}'?" : ".";
    }

    /// <summary>Levenshtein distance by the two-row scheme.</summary>
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replace = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
