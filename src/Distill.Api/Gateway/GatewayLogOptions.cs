using System.ComponentModel.DataAnnotations;

namespace Distill.Api.Gateway;

/// <summary>How requests and feedback are logged: section <c>Gateway:Log</c>.</summary>
public sealed class GatewayLogOptions
{
    /// <summary>Longest time in milliseconds before a logged request is durable: a crash loses at most what came in it. Default 100, 1 to 60,000. Feedback is always durable before it is answered.</summary>
    [Range(1, 60_000, ErrorMessage = "Gateway:Log:FlushMilliseconds must be from 1 to 60000.")]
    public int FlushMilliseconds { get; set; } = 100;

    /// <summary>Bytes after which a file of the log ends; it ends with the hour too. Default 64 MiB, 64 KiB to 1 GiB.</summary>
    [Range(64 << 10, 1 << 30, ErrorMessage = "Gateway:Log:MaxFileBytes must be from 65536 to 1073741824.")]
    public long MaxFileBytes { get; set; } = 64L << 20;

    /// <summary>Bytes of requests and answers that may wait to be logged; beyond, requests wait. Default 64 MiB, 64 KiB to 4 GiB.</summary>
    [Range(64 << 10, 4L << 30, ErrorMessage = "Gateway:Log:MaxPendingBytes must be from 65536 to 4294967296.")]
    public long MaxPendingBytes { get; set; } = 64L << 20;

    /// <summary>Days that requests and feedback are kept; null, the default, keeps them. At least 1.</summary>
    [Range(1, 36_500, ErrorMessage = "Gateway:Log:RetentionDays must be from 1 to 36500.")]
    public int? RetentionDays { get; set; }

    /// <summary>True masks personal data (the operator <c>pii_mask</c>) in logged requests and answers. Default false.</summary>
    public bool MaskPersonalData { get; set; }

    /// <summary>True keeps the vectors of embeddings in the log, which are most of such an answer. Default false: usage, latency, model, status and the number of inputs are kept.</summary>
    public bool EmbeddingVectors { get; set; }
}
