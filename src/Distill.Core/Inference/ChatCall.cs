using Distill.Core.Samples;

namespace Distill.Core.Inference;

/// <summary>One call that a shard needs an answer for.</summary>
/// <param name="RecordId">Id of the record that asks; unique in the shard together with <paramref name="SampleIndex"/>.</param>
/// <param name="Messages">The conversation to answer.</param>
/// <param name="SampleIndex">0, or the index among deliberate repeats (best of N): part of the call's identity.</param>
public sealed record ChatCall(string RecordId, IReadOnlyList<Message> Messages, int SampleIndex = 0);
