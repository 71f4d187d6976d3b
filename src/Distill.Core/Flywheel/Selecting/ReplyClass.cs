namespace Distill.Core.Flywheel.Selecting;

/// <summary>What a turn of the wheel does with a reply of the online model.</summary>
public enum ReplyClass
{
    /// <summary>Users said little, or nothing that decides: left alone.</summary>
    Neutral,

    /// <summary>No signal of users or judge: a sample of these is judged.</summary>
    Unrated,

    /// <summary>Good: the positive slice, which a new model must not spoil.</summary>
    Liked,

    /// <summary>Bad: a better answer is drafted and annotated.</summary>
    Low,
}
