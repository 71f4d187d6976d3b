using Distill.Core.Annotation;
using Distill.Core.PreferencePairs;

namespace Distill.Orchestrations.Annotating;

/// <summary>A round of annotation over a dataset of online replies.</summary>
public sealed record AnnotationRoundInput
{
    /// <summary>Id of the round: the instance id of <see cref="AnnotationRound"/>, and the beginning of the ids of its datasets.</summary>
    public required string RoundId { get; init; }

    /// <summary>The run that it is part of, for journals and progress; the round's own id when it stands alone.</summary>
    public required string RunId { get; init; }

    /// <summary>Id of the annotation project.</summary>
    public required string Project { get; init; }

    /// <summary>Id of the dataset: each row's closing answer is the online reply.</summary>
    public required string Dataset { get; init; }

    /// <summary>Name of the configured model that drafts; null leaves drafting to people.</summary>
    public string? Teacher { get; init; }

    /// <summary>Name of the configured model that scores the drafts; null leaves them unscored, so that no deadline can take one.</summary>
    public string? Judge { get; init; }

    /// <summary>Drafts a row, 1 to 16. Default 4.</summary>
    public int Drafts { get; init; } = 4;

    /// <summary>Temperature of the drafts, 0 to 2. Default 0.8.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Most output tokens of a draft; null leaves the provider's default.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>When people's time is up, and what then. Without a deadline the round waits until all tasks have ended.</summary>
    public DeadlineRule Deadline { get; init; } = DeadlineRule.None;

    /// <summary>Seconds between two looks at the progress, 1 to 3,600. Default 300.</summary>
    public int PollSeconds { get; init; } = 300;

    /// <summary>Shards in flight while drafting. Default 4.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Money for drafts and verdicts; null is no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Guards of the preference pairs.</summary>
    public PairGuardOptions Guards { get; init; } = new();

    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault() =>
        Drafts is < 1 or > 16 ? "'drafts' must be from 1 to 16."
        : Temperature is not (>= 0 and <= 2) ? "'temperature' must be from 0 to 2."
        : PollSeconds is < 1 or > 3600 ? "'pollSeconds' must be from 1 to 3600."
        : InFlight < 1 ? "'inFlight' must be at least 1."
        : Judge is not null && Teacher is null ? "'judge' scores drafts; name a 'teacher' too."
        : Deadline is { Policy: not DeadlinePolicy.Wait, At: null } ? "'deadline.at' is missing: the policy needs a time."
        : Guards is { MaxLengthRatio: < 1 } ? "'guards.maxLengthRatio' must be at least 1."
        : null;
}
