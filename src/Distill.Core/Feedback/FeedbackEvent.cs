namespace Distill.Core.Feedback;

/// <summary>One thing that a user said about an answer, or did with it.</summary>
public sealed record FeedbackEvent
{
    /// <summary>Id of the event: an event is taken once, however often it is sent.</summary>
    public required string EventId { get; init; }

    /// <summary>Id of the answer. It need not be known yet: the log may arrive later.</summary>
    public required string Asid { get; init; }

    /// <summary>What it is, one of <see cref="FeedbackType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Its number: -1, 0 or 1 of a thumb, 1 to 5 of a rating, seconds of a dwell; else null, or what the sender counts.</summary>
    public double? Value { get; init; }

    /// <summary>Its text: the comment, the preferred or the edited answer.</summary>
    public string? Text { get; init; }

    /// <summary>Hash of the user's key; null when it is not known.</summary>
    public string? User { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }
}
