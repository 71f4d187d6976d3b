using Distill.Core.Datasets;

namespace Distill.Core.Formats;

/// <summary>What an import has read so far.</summary>
/// <param name="Records">Samples.</param>
/// <param name="Answered">Samples that end with an answer.</param>
/// <param name="Rejects">Rejected records.</param>
/// <param name="Bytes">Bytes read, after decompression.</param>
public sealed record ImportSummary(long Records, long Answered, RejectSummary Rejects, long Bytes)
{
    /// <summary>Records that the format knows and that are no samples, such as calls for embeddings in a gateway's log. They are no rejects.</summary>
    public long PassedOver { get; init; }
}
