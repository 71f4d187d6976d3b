namespace Distill.Core.Training;

/// <summary>State of a fine-tuning job.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Status"><c>validating_files</c>, <c>queued</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="FineTunedModel">Name of the result, once it succeeded.</param>
/// <param name="ResultFiles">File ids of the metrics.</param>
/// <param name="TrainedTokens">Tokens paid, once known.</param>
/// <param name="Error">Why it failed.</param>
public sealed record FineTuningJob(
    string Id,
    string Status,
    string? FineTunedModel,
    IReadOnlyList<string> ResultFiles,
    long? TrainedTokens,
    string? Error
)
{
    /// <summary>True when the state will not change any more.</summary>
    public bool Ended => Status is "succeeded" or "failed" or "cancelled";
}
