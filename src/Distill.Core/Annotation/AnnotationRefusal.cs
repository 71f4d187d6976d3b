namespace Distill.Core.Annotation;

/// <summary>Why an action is not possible.</summary>
/// <param name="Reason">Short and stable, one of the constants here.</param>
/// <param name="Message">For people, with what to do.</param>
public sealed record AnnotationRefusal(string Reason, string Message)
{
    /// <summary>There is no such task or project.</summary>
    public const string NotFound = "not_found";

    /// <summary>The task has changed since it was read.</summary>
    public const string Changed = "changed";

    /// <summary>The task has ended.</summary>
    public const string Ended = "ended";

    /// <summary>Another person has the task on lease.</summary>
    public const string Leased = "leased";

    /// <summary>The lease shown is not the task's any more.</summary>
    public const string LeaseLost = "lease_lost";

    /// <summary>The person has decided on it, or passed it on.</summary>
    public const string NotForYou = "not_for_you";

    /// <summary>The decision is incomplete.</summary>
    public const string InvalidChoice = "invalid_choice";

    /// <summary>The last decision is not the person's own, or there is none.</summary>
    public const string NotYours = "not_yours";

    /// <summary>The outcome is in a dataset already.</summary>
    public const string Consumed = "consumed";

    /// <summary>The action does not fit the state.</summary>
    public const string WrongState = "wrong_state";
}
