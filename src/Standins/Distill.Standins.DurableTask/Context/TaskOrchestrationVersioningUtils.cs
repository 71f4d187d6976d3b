namespace Microsoft.DurableTask.Abstractions;

/// <summary>Order of orchestration versions.</summary>
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>
    /// Compares two versions: none is older than any; two that <see cref="Version"/> can read compare as such; others compare as
    /// text without regard to case.
    /// </summary>
    /// <param name="sourceVersion">The first version.</param>
    /// <param name="otherVersion">The second version.</param>
    /// <returns>Negative, zero or positive, as the first is older, equal or newer.</returns>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        var noSource = string.IsNullOrWhiteSpace(sourceVersion);
        var noOther = string.IsNullOrWhiteSpace(otherVersion);
        if (noSource || noOther)
        {
            return noOther.CompareTo(noSource);
        }

        return Version.TryParse(sourceVersion, out var source) && Version.TryParse(otherVersion, out var other)
            ? source.CompareTo(other)
            : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase);
    }
}
