using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;

namespace Distill.Activities.Importing;

/// <summary>Counts what an import has taken, and says when the run must not go on with it.</summary>
internal sealed class SourceTally(RunSpec spec)
{
    private readonly Dictionary<string, long> _rejects = [];
    private readonly Dictionary<string, Reject> _examples = [];
    private long _seen;
    private long _records;
    private long _withGold;

    /// <summary>True when the spec takes the next record of the source.</summary>
    public bool Wants() => spec.Source.Where?.Keeps(_seen++) ?? true;

    /// <summary>Counts a sample.</summary>
    public void Add(Sample sample)
    {
        _records++;
        _withGold += SampleAnswers.Gold(sample, spec.Task.Gold) is null ? 0 : 1;
    }

    /// <summary>Counts a reject.</summary>
    public void Add(Reject reject)
    {
        _rejects[reject.Reason] = _rejects.GetValueOrDefault(reject.Reason) + 1;
        _examples.TryAdd(reject.Reason, reject);
    }

    /// <summary>Why the run must fail, or null.</summary>
    public string? Failure(string datasetId)
    {
        var rejectsPath = _rejects.Count == 0 ? null : DatasetPaths.Rejects(datasetId);
        if (new RejectBudget(spec.MaxRejectRatio).Exceeded(_records, new RejectSummary(_rejects, _examples), rejectsPath) is { } exceeded)
        {
            return $"The source is too bad to go on; no model was asked. {exceeded}";
        }

        var source = spec.Source.Blob ?? spec.Source.Dataset;
        if (_records == 0)
        {
            return $"The source '{source}' holds no record{(spec.Source.Where is null ? "" : " that source.where keeps")}. Give it at least one prompt.";
        }

        return spec.Task.Gold is { } gold && _withGold == 0
            ? $"No record of the source '{source}' has the label '{gold}' that task.gold names. Map it in source.mapping.labels, or remove task.gold."
            : null;
    }
}
