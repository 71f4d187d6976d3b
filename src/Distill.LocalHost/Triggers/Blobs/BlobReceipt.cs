namespace Distill.LocalHost.Triggers.Blobs;

/// <summary>What became of one version of a blob at one function.</summary>
/// <param name="ETag">The version.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">Failed attempts so far.</param>
/// <param name="RetryAt">Not before then is it tried again.</param>
internal sealed record BlobReceipt(string ETag, BlobReceiptState State, int Attempts, DateTimeOffset RetryAt);
