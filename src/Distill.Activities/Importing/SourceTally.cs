using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Activities.Importing;

/// <summary>Counts what an import has taken, and says when the run must not go on with it.</summary>
internal sealed class SourceTally(ImportPlan plan)
{
    private readonly Dictionary<string, long> _rejects = [];
    private readonly Dictionary<string, Reject> _examples = [];
    private long _seen;
    private long _read;
    private long _records;
    private long _withGold;

    /// <summary>Position of the record that was asked about last, from 0.</summary>
    public long Position => _seen - 1;

    /// <summary>True when the cycle of the spec takes the next record of the source.</summary>
    public bool Wants()
    {
        _seen++;
        return plan.Source.Where?.Keeps(Position) ?? true;
    }

    /// <summary>Counts a record that was read well, whether it is taken or not.</summary>
    public void Read() => _read++;

    /// <summary>Counts a sample that is taken.</summary>
    public void Add(Sample sample)
    {
        _records++;
        _withGold += SampleAnswers.Gold(sample, plan.Gold) is null ? 0 : 1;
    }

    /// <summary>Counts a reject.</summary>
    public void Add(Reject reject)
    {
        _rejects[reject.Reason] = _rejects.GetValueOrDefault(reject.Reason) + 1;
        _examples.TryAdd(reject.Reason, reject);
    }

    /// <summary>Why the run must fail, or null.</summary>
    public string? Failure()
    {
        var rejectsPath = _rejects.Count == 0 ? null : DatasetPaths.Rejects(plan.DatasetId);
        if (new RejectBudget(plan.MaxRejectRatio).Exceeded(_read, new RejectSummary(_rejects, _examples), rejectsPath) is { } exceeded)
        {
            return $"The source is too bad to go on; no model was asked. {exceeded}";
        }

        var source = plan.Source.Blob ?? plan.Source.Dataset;
        if (_records == 0)
        {
            return $"The source '{source}' holds no record{(plan.Source.Where is null ? "" : " that source.where keeps")}{(_read == 0 ? "" : $" (of {_read} read)")}. Give it at least one prompt.";
        }

        return plan.Gold is { } gold && _withGold == 0
            ? $"No record of the source '{source}' has the label '{gold}' that task.gold names. Map it in source.mapping.labels, or remove task.gold."
            : null;
    }
}
