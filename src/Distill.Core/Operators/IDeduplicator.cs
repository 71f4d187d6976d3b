using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>Decides on a sample in the light of the others. Has state: one instance a cleaning run, used by one thread at a time.</summary>
/// <remarks>
/// When <see cref="NeedsSurvey"/> is true, every sample that reaches the operator is first shown to <see cref="Survey"/>, in a pass of its own over
/// the whole dataset; then every one is judged. Otherwise judging in order is enough. One with costly work on each sample is an <see cref="IPreparedDeduplicator"/>.
/// </remarks>
public interface IDeduplicator : IOperator
{
    /// <summary>True when all samples must be seen before the first is judged.</summary>
    bool NeedsSurvey { get; }

    /// <summary>Takes note of a sample. Called only when <see cref="NeedsSurvey"/> is true.</summary>
    void Survey(Sample sample);

    /// <summary>Null keeps the sample; a drop says why not, with <c>kept</c> (the survivor's id) in its detail for a duplicate.</summary>
    Drop? Judge(Sample sample);

    /// <summary>Forgets what judging has noted, so that the dataset can be streamed once more; what the survey found stays.</summary>
    void Rewind();
}
