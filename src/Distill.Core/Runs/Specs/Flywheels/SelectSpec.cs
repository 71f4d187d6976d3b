using Distill.Core.Filtering;
using Distill.Core.Flywheel.Selecting;

namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>Which replies are worked on. Scores are 0 (bad) to 1 (good).</summary>
public sealed record SelectSpec
{
    /// <summary>Score of feedback up to which a reply is low. Default 0.4.</summary>
    public double LowScore { get; init; } = 0.4;

    /// <summary>Score of feedback from which a reply is liked. Default 0.7.</summary>
    public double LikedScore { get; init; } = 0.7;

    /// <summary>A filter whose replies are low whatever users say; null takes none.</summary>
    public string? Where { get; init; }

    /// <summary>Checks that a reply must pass, of <see cref="SafetyChecks.Names"/>; one that fails is low. Default all.</summary>
    public IReadOnlyList<string> Safety { get; init; } = SafetyChecks.Names;

    /// <summary>Unrated replies that the judge scores. Default 0.</summary>
    public int JudgeUnrated { get; init; }

    /// <summary>Score of the judge up to which a reply is low, as a share of its scale. Default 0.4.</summary>
    public double LowJudgement { get; init; } = 0.4;

    /// <summary>Fewest low replies to train on; with fewer the turn ends and they are carried over. Default 20.</summary>
    public int MinLow { get; init; } = 20;

    /// <summary>Most low replies of a turn; of more, those of the lowest score. Default 1,000.</summary>
    public int Most { get; init; } = 1000;

    /// <summary>Seed of the draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The section as a rule.</summary>
    /// <exception cref="Evaluation.InvalidSettingException">Settings or filter are wrong; <see cref="RunSpecDocument.ParseFlywheel"/> finds it earlier, with its line.</exception>
    public SelectionRule ToRule()
    {
        var filter = FilterExpression.Parse(Where ?? "");
        if (Where is not null && filter.Error is { } error)
        {
            throw new Core.Evaluation.InvalidSettingException($"The selection's 'where' is no filter: {error}");
        }

        var rule = new SelectionRule
        {
            LowScore = LowScore,
            LikedScore = LikedScore,
            Where = Where is null ? null : filter.Expression,
            JudgeUnrated = JudgeUnrated,
            LowJudgement = LowJudgement,
            Most = Most,
            Seed = Seed,
        };
        rule.Validate();
        return rule;
    }
}
