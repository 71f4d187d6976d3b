namespace Distill.Core.Inference;

/// <summary>What came of a shard's calls: every call has an answer or a refusal.</summary>
/// <param name="Answers">Answers by (record id, sample index).</param>
/// <param name="Refusals">Calls that the model refuses for good (content filter, context length …), with the reason.</param>
/// <param name="Usage">What was asked and paid.</param>
public sealed record ShardInferenceResult(
    IReadOnlyDictionary<(string RecordId, int SampleIndex), ChatAnswer> Answers,
    IReadOnlyDictionary<(string RecordId, int SampleIndex), CallRefusal> Refusals,
    InferenceUsage Usage
);
