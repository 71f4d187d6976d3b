namespace Distill.Core.Feedback.Joining;

/// <summary>What a join met.</summary>
public sealed record JoinFigures
{
    /// <summary>Answers that were joined: those of the window, and late ones.</summary>
    public long Replies { get; init; }

    /// <summary>Those of them that users said or did something about.</summary>
    public long WithFeedback { get; init; }

    /// <summary>Answers of earlier windows that late feedback brought back.</summary>
    public long Late { get; init; }

    /// <summary>Answers with a thumb up.</summary>
    public long Liked { get; init; }

    /// <summary>Answers with a thumb down.</summary>
    public long Disliked { get; init; }

    /// <summary>Answers of shadows, left out: no user saw them.</summary>
    public long Shadows { get; init; }

    /// <summary>Requests to other aliases, left out.</summary>
    public long OtherAliases { get; init; }

    /// <summary>Requests that failed, left out.</summary>
    public long Failed { get; init; }

    /// <summary>Calls of other kinds than chat, left out: embeddings.</summary>
    public long OtherKinds { get; init; }

    /// <summary>Answers that were logged twice; they count once.</summary>
    public long Repeated { get; init; }

    /// <summary>Events taken in.</summary>
    public long Events { get; init; }

    /// <summary>Events that came again.</summary>
    public long RepeatedEvents { get; init; }

    /// <summary>Answers that feedback names and no log has yet; they join when the log arrives, as long as they are not older than the lookback.</summary>
    public long Unknown { get; init; }

    /// <summary>Lines of logs and feedback that could not be read.</summary>
    public long Malformed { get; init; }

    /// <summary>Share of liked among thumbed answers; null without a thumb.</summary>
    public double? LikeRate => Liked + Disliked == 0 ? null : (double)Liked / (Liked + Disliked);
}
