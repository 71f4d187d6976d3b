using System.Globalization;
using System.Text.Json.Serialization;

namespace Distill.LocalHost.Engine.History;

/// <summary>One row of an instance's history. Immutable.</summary>
/// <param name="Sequence">Place in the history, rising; 0 while it is not stored.</param>
/// <param name="Kind">What it records; says what the other fields mean.</param>
/// <param name="TaskId">Number of the step it records or answers, from 0 in each execution; -1 where it concerns none.</param>
/// <param name="At">When (UTC). An execution's clock shows the latest it has met, so it never goes back.</param>
/// <param name="Name">Name of the orchestrator, activity or event.</param>
/// <param name="Payload">Serialised value.</param>
/// <param name="Target">Another instance's id, or the time a timer fires (ISO 8601).</param>
/// <param name="Version">Version of the orchestrator or activity; null for none.</param>
public sealed record HistoryEvent(
    long Sequence,
    HistoryEventKind Kind,
    int TaskId,
    DateTime At,
    string? Name = null,
    string? Payload = null,
    string? Target = null,
    string? Version = null
)
{
    /// <summary>True for what the orchestrator did; false for what happened to it.</summary>
    [JsonIgnore]
    public bool IsStep => Kind is >= HistoryEventKind.TaskScheduled and < HistoryEventKind.ExecutionCompleted;

    internal DateTime FireAt => DateTime.ParseExact(Target!, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    internal static string FireTime(DateTime at) => at.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The step in words, for messages.</summary>
    internal string Describe() =>
        Kind switch
        {
            HistoryEventKind.TaskScheduled => $"step {TaskId}: call of activity '{Name}'",
            HistoryEventKind.TimerCreated => $"step {TaskId}: timer",
            HistoryEventKind.SubOrchestrationCreated => $"step {TaskId}: call of sub-orchestration '{Name}' as '{Target}'",
            HistoryEventKind.EventSent => $"step {TaskId}: event '{Name}' to '{Target}'",
            _ => $"{Kind} of step {TaskId}",
        };

    /// <summary>True when two steps are the same as far as replay cares: inputs and fire times may differ, what is done may not.</summary>
    internal bool IsSameStepAs(HistoryEvent other) =>
        Kind == other.Kind
        && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && (Kind == HistoryEventKind.TimerCreated || string.Equals(Target, other.Target, StringComparison.Ordinal));
}
