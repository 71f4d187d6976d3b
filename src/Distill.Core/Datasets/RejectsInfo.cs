namespace Distill.Core.Datasets;

/// <summary>A rejects file.</summary>
/// <param name="Path">Blob path; null when nothing was rejected, then there is no blob.</param>
/// <param name="Summary">What is in it.</param>
public sealed record RejectsInfo(string? Path, RejectSummary Summary)
{
    /// <summary>Nothing rejected.</summary>
    public static RejectsInfo None { get; } = new(null, RejectSummary.Empty);
}
