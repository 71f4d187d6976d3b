using System.Collections.Concurrent;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Storage;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>What a write works on: one transaction, and what is done once it is durable. For the writer's thread only.</summary>
/// <param name="statements">The writing statements.</param>
/// <param name="live">The unfinished instances; changed by the writer only, read by anyone.</param>
/// <param name="runner">Runs new instances.</param>
/// <param name="watch">Told of changes of status.</param>
/// <param name="time">The clock.</param>
internal sealed class WriteContext(
    EngineStatements statements,
    ConcurrentDictionary<string, LiveInstance> live,
    InstanceRunner runner,
    InstanceWatch watch,
    TimeProvider time
)
{
    private readonly List<Action> _afterCommit = [];

    public EngineStatements Sql { get; } = statements;

    /// <summary>The present (UTC).</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public InstanceRunner Runner { get; } = runner;

    /// <summary>The unfinished instance of an id, or null.</summary>
    public LiveInstance? Live(string id) => live.GetValueOrDefault(id);

    /// <summary>Adds an unfinished instance: later writes of the same batch see it.</summary>
    public void AddLive(LiveInstance instance) => live[instance.Id] = instance;

    /// <summary>Removes an instance that has ended.</summary>
    public void RemoveLive(LiveInstance instance)
    {
        if (live.TryRemove(new KeyValuePair<string, LiveInstance>(instance.Id, instance)))
        {
            AfterCommit(() =>
            {
                instance.Ended = true;
                instance.Post(new MailItem(MailKind.Forget));
            });
        }
    }

    /// <summary>Appends an event to an instance's history.</summary>
    /// <returns>The event with its place and time.</returns>
    public HistoryEvent Append(LiveInstance instance, HistoryEvent item)
    {
        var now = Now;
        instance.LastAt = now > instance.LastAt ? now : instance.LastAt;
        var stored = item with { Sequence = ++instance.LastSequence, At = instance.LastAt };
        Sql.AddEvent(instance.Key, stored);
        return stored;
    }

    /// <summary>Appends an event and hands it to the orchestrator once it is durable.</summary>
    public void Deliver(LiveInstance instance, HistoryEvent item)
    {
        var stored = Append(instance, item);
        var execution = instance.Execution;
        AfterCommit(() => instance.Post(new MailItem(MailKind.Event, execution, stored)));
    }

    /// <summary>Tells who waits for the instance, once the change is durable.</summary>
    public void Notify(string instanceId) => AfterCommit(() => watch.Changed(instanceId));

    /// <summary>Runs an action when the transaction is durable.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public void Begin() => Sql.Begin();

    public void Commit()
    {
        Sql.Commit();
        foreach (var action in _afterCommit)
        {
            action();
        }

        _afterCommit.Clear();
    }
}
