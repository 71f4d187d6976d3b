namespace Distill.Core.Feedback;

/// <summary>A type of feedback and what an event of it must have.</summary>
/// <param name="Name">Name of the type.</param>
/// <param name="IsExplicit">True for what users say, false for what they do.</param>
/// <param name="Value">Whether it has a number.</param>
/// <param name="Text">Whether it has a text.</param>
/// <param name="Range">Which numbers it may have, in words; null for any.</param>
/// <param name="IsInRange">The same as a test.</param>
public sealed record FeedbackType(
    string Name,
    bool IsExplicit,
    FieldNeed Value,
    FieldNeed Text,
    string? Range = null,
    Func<double, bool>? IsInRange = null
)
{
    /// <summary>All types: the explicit ones first.</summary>
    public static IReadOnlyList<FeedbackType> All { get; } =
    [
        new("thumb", true, FieldNeed.Required, FieldNeed.Optional, "-1, 0 or 1", value => value is -1 or 0 or 1),
        new(
            "rating",
            true,
            FieldNeed.Required,
            FieldNeed.Optional,
            "1, 2, 3, 4 or 5",
            value => value is >= 1 and <= 5 && double.IsInteger(value)
        ),
        new("comment", true, FieldNeed.None, FieldNeed.Required),
        new("preferred", true, FieldNeed.None, FieldNeed.Required),
        new("stop", false, FieldNeed.None, FieldNeed.None),
        new("copy", false, FieldNeed.None, FieldNeed.Optional),
        new("download", false, FieldNeed.None, FieldNeed.Optional),
        new("edit", false, FieldNeed.None, FieldNeed.Required),
        new("retry", false, FieldNeed.None, FieldNeed.None),
        new("click", false, FieldNeed.Optional, FieldNeed.Optional),
        new("order", false, FieldNeed.Optional, FieldNeed.Optional),
        new("conversion", false, FieldNeed.Optional, FieldNeed.Optional),
        new("dwell", false, FieldNeed.Required, FieldNeed.None, "seconds, 0 or more", value => value >= 0),
    ];

    /// <summary>The type of a name; null when there is none.</summary>
    public static FeedbackType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
