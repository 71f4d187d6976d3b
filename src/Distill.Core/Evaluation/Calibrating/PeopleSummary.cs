using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Calibrating;

/// <summary>Where people's labels come from when they are decisions of annotation, and what became of those that are no labels.</summary>
public sealed record PeopleSummary
{
    /// <summary>The annotation project, with its round where one was named.</summary>
    public required AnnotationSource Source { get; init; }

    /// <summary>Tasks of the project or round.</summary>
    public required long Tasks { get; init; }

    /// <summary>Choices between two answers that became labels.</summary>
    public required long Labels { get; init; }

    /// <summary>Those of them that rest on more than one person's decision; each counts once.</summary>
    public required long DecidedTwice { get; init; }

    /// <summary>People whose decisions became labels.</summary>
    public required long Annotators { get; init; }

    /// <summary>Tasks that gave no label, by reason: see <see cref="AnnotatedChoices"/>; <see cref="BeyondLimit"/> are those that were not looked at.</summary>
    public IReadOnlyDictionary<string, long> LeftOut { get; init; } = new Dictionary<string, long>();

    /// <summary>How far people agree with each other on tasks that two decided, which is as much as a judge can be asked for; without a kappa when no task was.</summary>
    public required CohenKappa Among { get; init; }

    /// <summary>The reason of tasks that the draw did not reach.</summary>
    public const string BeyondLimit = "beyond_limit";
}
