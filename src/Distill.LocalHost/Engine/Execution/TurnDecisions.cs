using Distill.LocalHost.Engine.History;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>What an orchestrator decided in its last turns: steps that the history does not hold yet, and its custom status.</summary>
internal sealed class TurnDecisions
{
    private readonly List<HistoryEvent> _steps = [];
    private (string? Text, bool Changed) _customStatus;

    public void Add(HistoryEvent step) => _steps.Add(step);

    public void SetCustomStatus(string? text) => _customStatus = (text, true);

    /// <summary>The steps since the last call, in order.</summary>
    public IReadOnlyList<HistoryEvent> TakeSteps()
    {
        HistoryEvent[] steps = [.. _steps];
        _steps.Clear();
        return steps;
    }

    /// <summary>The custom status as text, and whether it was set since the last call.</summary>
    public (string? Text, bool Changed) TakeCustomStatus()
    {
        var status = _customStatus;
        _customStatus = (status.Text, false);
        return status;
    }
}
