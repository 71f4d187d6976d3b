namespace Distill.Core.Flywheel.Turning;

/// <summary>How a turn ended.</summary>
public enum TurnEnd
{
    /// <summary>No window was due.</summary>
    NotDue,

    /// <summary>There were too few low replies, or too few answers to learn from: the traffic is carried over.</summary>
    NothingToDo,

    /// <summary>The challenger could not be shown to be better or worse: the traffic is carried over, so that the next turn has more.</summary>
    NeedMoreData,

    /// <summary>The online model stays.</summary>
    Kept,

    /// <summary>The challenger has taken the alias over.</summary>
    Promoted,

    /// <summary>The challenger passed the gate, but its rollout was taken back or declined.</summary>
    NotRolledOut,
}
