using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Batches;

/// <summary>The batch object of the API.</summary>
internal sealed record Batch
{
    /// <summary><c>batch_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Kind of object.</summary>
    public string Object { get; init; } = "batch";

    /// <summary>Endpoint all its lines ask.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Why the input file is refused, or null.</summary>
    public BatchErrors? Errors { get; init; }

    /// <summary>File of requests.</summary>
    public required string InputFileId { get; init; }

    /// <summary>Always <c>24h</c>.</summary>
    public required string CompletionWindow { get; init; }

    /// <summary><c>validating</c>, <c>in_progress</c>, <c>finalizing</c>, <c>completed</c>, <c>failed</c>, <c>cancelling</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>File of answers, or null.</summary>
    public string? OutputFileId { get; init; }

    /// <summary>File of failed requests, or null.</summary>
    public string? ErrorFileId { get; init; }

    /// <summary>Unix seconds, as all that follow.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it started.</summary>
    public long? InProgressAt { get; init; }

    /// <summary>When it will be given up.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When the last line was answered.</summary>
    public long? FinalizingAt { get; init; }

    /// <summary>When its files were there.</summary>
    public long? CompletedAt { get; init; }

    /// <summary>When it failed.</summary>
    public long? FailedAt { get; init; }

    /// <summary>Batches do not expire here.</summary>
    public long? ExpiredAt { get; init; }

    /// <summary>When cancelling was asked for.</summary>
    public long? CancellingAt { get; init; }

    /// <summary>When it was cancelled.</summary>
    public long? CancelledAt { get; init; }

    /// <summary>How far it is.</summary>
    public BatchCounts RequestCounts { get; init; } = new(0, 0, 0);

    /// <summary>The client's notes.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>True when the state will not change any more.</summary>
    public static bool IsFinal(string status) => status is "completed" or "failed" or "cancelled";
}

/// <summary>Requests of a batch.</summary>
internal sealed record BatchCounts(int Total, int Completed, int Failed);

/// <summary>Errors in the input file.</summary>
internal sealed record BatchErrors(IReadOnlyList<BatchError> Data)
{
    /// <summary>Kind of object.</summary>
    public string Object => "list";
}

/// <summary>An error in a line of the input file.</summary>
internal sealed record BatchError(string Code, string Message, string? Param, int? Line);
