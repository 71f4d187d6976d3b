using Distill.Core.Runs;

namespace Distill.Cli.Progress;

/// <summary>What is shown of a run at one moment.</summary>
/// <param name="Run">The record.</param>
/// <param name="Stages">Every stage, in order.</param>
/// <param name="Elapsed">Since this process began to watch.</param>
/// <param name="AnswersPerSecond">Answers a second in the stage at work over the last moments; 0 when none arrives.</param>
internal sealed record RunProgress(RunRecord Run, IReadOnlyList<StageProgress> Stages, TimeSpan Elapsed, double AnswersPerSecond)
{
    /// <summary>Money spent so far.</summary>
    public decimal Cost => Run.Usage.Values.Sum(usage => usage.Cost);

    /// <summary>Calls answered by the cross-run cache.</summary>
    public long Cached => Run.Usage.Values.Sum(usage => usage.CacheHits);
}
