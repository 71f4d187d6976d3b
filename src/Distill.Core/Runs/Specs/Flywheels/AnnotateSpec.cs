using Distill.Core.Annotation;
using Distill.Core.PreferencePairs;

namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>How better answers are drafted and decided on.</summary>
public sealed record AnnotateSpec
{
    /// <summary>Id of the annotation project; it is made when there is none. Null is the wheel's id.</summary>
    public string? Project { get; init; }

    /// <summary>Drafts a reply, 1 to 16. Default 4.</summary>
    public int Drafts { get; init; } = 4;

    /// <summary>Temperature of the drafts, 0 to 2. Default 0.8.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Most output tokens of a draft; null leaves the provider's default.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>How long people have. Default 2 days; 0 leaves everything to <see cref="Policy"/>.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromDays(2);

    /// <summary>What becomes of undecided replies then. Default: the best draft is taken when it is good enough.</summary>
    public DeadlinePolicy Policy { get; init; } = DeadlinePolicy.Take;

    /// <summary>Least score of the judge for that, 1 to 5. Default 4.</summary>
    public double Threshold { get; init; } = 4;

    /// <summary>Seconds between two looks at the progress, 1 to 3,600. Default 300.</summary>
    public int PollSeconds { get; init; } = 300;

    /// <summary>Guards of the preference pairs.</summary>
    public PairGuardOptions Guards { get; init; } = new();
}
