namespace Distill.LocalHost.Triggers.Blobs;

/// <summary>What became of a blob version; the numbers are stored.</summary>
internal enum BlobReceiptState
{
    /// <summary>Failed, to be tried again.</summary>
    Retrying = 1,

    /// <summary>The function ran to its end.</summary>
    Done = 2,

    /// <summary>Failed as often as allowed; only a new version is tried again.</summary>
    Poison = 3,
}
