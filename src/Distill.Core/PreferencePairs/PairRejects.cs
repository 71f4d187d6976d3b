namespace Distill.Core.PreferencePairs;

/// <summary>The stable short reasons for which a pair, or an unpaired row, is left out.</summary>
public static class PairRejects
{
    /// <summary>The prompt or an answer is empty.</summary>
    public const string Empty = "empty";

    /// <summary>Both answers are the same but for case, width and white space.</summary>
    public const string Identical = "identical_pair";

    /// <summary>Both answers are nearly the same.</summary>
    public const string NearIdentical = "near_identical_pair";

    /// <summary>One answer is far longer than the other.</summary>
    public const string LengthSkew = "length_skew";

    /// <summary>The rejected answer is not of the model version that is trained.</summary>
    public const string OffPolicy = "off_policy";

    /// <summary>The user liked the rejected answer, or, unpaired, said both yes and no.</summary>
    public const string ContradictingFeedback = "contradicting_feedback";

    /// <summary>There is no online reply to prefer the answer to.</summary>
    public const string NoRejected = "no_rejected";

    /// <summary>The user gave no thumb.</summary>
    public const string NoThumb = "no_thumb";

    /// <summary>The task ended without an answer.</summary>
    public const string NoAnswer = "no_answer";
}
