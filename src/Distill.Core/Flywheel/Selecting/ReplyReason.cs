namespace Distill.Core.Flywheel.Selecting;

/// <summary>Why a reply is of its class; stable words, which counts and examples go by.</summary>
public static class ReplyReason
{
    /// <summary>The score of users' feedback is low.</summary>
    public const string LowScore = "low_score";

    /// <summary>The judge's score is low.</summary>
    public const string LowJudgement = "low_judgement";

    /// <summary>The selection's filter takes it.</summary>
    public const string Filter = "filter";

    /// <summary>A safety check objects to it; the check's reason follows after a colon.</summary>
    public const string Safety = "safety";

    /// <summary>The score of users' feedback is high.</summary>
    public const string HighScore = "high_score";
}
