using Distill.LocalHost.Engine.History;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>What the runner does next for an instance.</summary>
internal enum MailKind
{
    /// <summary>Handle a durable event.</summary>
    Event,

    /// <summary>Take the instance up after a start of the engine.</summary>
    Recover,

    /// <summary>Start the next execution; its continue-as-new is durable.</summary>
    Renew,

    /// <summary>Fail the execution: its orchestrator awaited something that is not durable.</summary>
    ForeignAwait,

    /// <summary>Leave memory when idle.</summary>
    Evict,

    /// <summary>Leave memory: the instance has ended.</summary>
    Forget,
}

/// <summary>One item of an instance's mailbox.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Execution">The execution it belongs to.</param>
/// <param name="Event">The event, for <see cref="MailKind.Event"/>.</param>
/// <param name="Opening">The first events, for <see cref="MailKind.Renew"/>.</param>
internal readonly record struct MailItem(
    MailKind Kind,
    int Execution = 0,
    HistoryEvent? Event = null,
    IReadOnlyList<HistoryEvent>? Opening = null
);
