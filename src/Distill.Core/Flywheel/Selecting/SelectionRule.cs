using Distill.Core.Evaluation;
using Distill.Core.Filtering;

namespace Distill.Core.Flywheel.Selecting;

/// <summary>Which replies are worked on. Scores are 0 (bad) to 1 (good).</summary>
public sealed record SelectionRule
{
    /// <summary>Score of feedback up to which a reply is low. Default 0.4; 0 to 1.</summary>
    public double LowScore { get; init; } = 0.4;

    /// <summary>Score of feedback from which a reply is liked, above <see cref="LowScore"/>. Default 0.7.</summary>
    public double LikedScore { get; init; } = 0.7;

    /// <summary>A filter whose replies are low whatever users say; null takes none.</summary>
    public FilterExpression? Where { get; init; }

    /// <summary>Unrated replies that the judge scores, drawn at random, in a turn. Default 0.</summary>
    public int JudgeUnrated { get; init; }

    /// <summary>Score of the judge up to which a reply is low, as a share of its scale. Default 0.4; 0 to 1.</summary>
    public double LowJudgement { get; init; } = 0.4;

    /// <summary>Most low replies of a turn; beyond it those of the lowest score stay. Default 1,000; at least 1.</summary>
    public int Most { get; init; } = 1000;

    /// <summary>Seed of the draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="InvalidSettingException">A setting is out of its limits; the message names it.</exception>
    public void Validate()
    {
        Check(LowScore is >= 0 and <= 1, "lowScore", "from 0 to 1");
        Check(LikedScore > LowScore && LikedScore <= 1, "likedScore", "above lowScore, at most 1");
        Check(JudgeUnrated >= 0, "judgeUnrated", "at least 0");
        Check(LowJudgement is >= 0 and <= 1, "lowJudgement", "from 0 to 1");
        Check(Most >= 1, "most", "at least 1");
    }

    private static void Check(bool holds, string name, string limits)
    {
        if (!holds)
        {
            throw new InvalidSettingException($"The selection's '{name}' must be {limits}.");
        }
    }
}
