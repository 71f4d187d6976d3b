namespace Distill.Orchestrations.Uploads;

/// <summary>What came of an uploaded file with a spec.</summary>
/// <param name="RunId">The run; null when none was started.</param>
/// <param name="Reason">Why none was started; null for a run.</param>
public sealed record UploadedRunStart(string? RunId, string? Reason);
