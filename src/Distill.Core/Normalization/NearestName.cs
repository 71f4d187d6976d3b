namespace Distill.Core.Normalization;

/// <summary>Finds what somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The known name with the smallest edit distance (Levenshtein, upper and lower case equal) to <paramref name="name"/>; null when none is within a
    /// third of the length, at least 2.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var limit = Math.Max(2, name.Length / 3);
        return known
            .Select(candidate => (Candidate: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>
    /// The end of a sentence about an unknown name: <c>; did you mean 'x'?</c> when the nearest (case matters) is within a third of its length, at least 2,
    /// else a full stop.
    /// </summary>
    internal static string Suggest(string unknown, IEnumerable<string> names)
    {
        var (name, distance) = names.Select(name => (name, Distance(unknown, name))).MinBy(pair => pair.Item2);
        return name is not null && distance <= Math.Max(2, name.Length / 3) ? $"; did you mean '{name}'?" : ".";
    }

    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
