using Distill.Core.Inference;
using Distill.Core.Reporting;
using Distill.Core.Runs;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Distill.Orchestrations.Progress;

/// <summary>What the orchestrator knows of the run so far, and how it gets into the record. All of it follows from the history.</summary>
internal sealed partial class RunLog(TaskOrchestrationContext context, string runId)
{
    // Silent while the history is replayed.
    private readonly ILogger _logger = context.CreateReplaySafeLogger<RunLog>();
    private readonly Dictionary<string, InferenceUsage> _usage = [];
    private readonly Dictionary<string, string> _datasets = [];
    private readonly List<StageReport> _stages = [];
    private string _stage = RunStages.Prepare;
    private DateTime _stageBegan = context.CurrentUtcDateTime;

    /// <summary>When the run began.</summary>
    public DateTime Began { get; } = context.CurrentUtcDateTime;

    /// <summary>The round at work.</summary>
    public int Round { get; private set; } = 1;

    /// <summary>Money spent so far.</summary>
    public decimal Spent => _usage.Values.Sum(usage => usage.Cost);

    public IReadOnlyDictionary<string, InferenceUsage> Usage => _usage;

    public IReadOnlyDictionary<string, string> Datasets => _datasets;

    public IReadOnlyList<StageReport> Stages => _stages;

    /// <summary>Begins a stage.</summary>
    public Task BeginAsync(string stage, int round)
    {
        _stage = stage;
        Round = round;
        _stageBegan = context.CurrentUtcDateTime;
        LogBegins(_logger, runId, stage, round);
        context.SetCustomStatus(new RunProgress(stage, round, 0, 0, 0, Spent));
        return WriteAsync(
            new RunUpdate
            {
                RunId = runId,
                Status = RunStatus.Running,
                Stage = stage,
                Round = round,
            }
        );
    }

    /// <summary>Ends the stage at work.</summary>
    public Task EndAsync(long records, Dictionary<string, long> counts, string? note = null)
    {
        _stages.Add(new StageReport(_stage, Round, records, (context.CurrentUtcDateTime - _stageBegan).TotalSeconds, note));
        return WriteAsync(
            new RunUpdate
            {
                RunId = runId,
                Counts = counts,
                Usage = _usage,
                Datasets = _datasets,
            }
        );
    }

    /// <summary>Notes a dataset under its role.</summary>
    public void Add(string role, string datasetId) => _datasets[role] = datasetId;

    /// <summary>What a model has used in a stage so far.</summary>
    public InferenceUsage UsageOf(string model, string stage) => _usage.GetValueOrDefault($"{model}/{stage}") ?? new InferenceUsage();

    /// <summary>Adds what a model used in a stage.</summary>
    public void Add(string model, string stage, InferenceUsage usage)
    {
        var key = $"{model}/{stage}";
        _usage[key] = _usage.TryGetValue(key, out var before) ? before + usage : usage;
    }

    /// <summary>Writes the end of a run that came to its report.</summary>
    public Task CompleteAsync(IReadOnlyDictionary<string, string> reports) =>
        WriteAsync(
            new RunUpdate
            {
                RunId = runId,
                Status = RunStatus.Completed,
                Usage = _usage,
                Reports = reports,
            }
        );

    /// <summary>Writes what ended the run, with everything that was paid up to then.</summary>
    public Task FailAsync(string error) =>
        WriteAsync(
            new RunUpdate
            {
                RunId = runId,
                Status = RunStatus.Failed,
                Usage = _usage,
                Datasets = _datasets,
                Error = error,
            }
        );

    private Task WriteAsync(RunUpdate update) => context.CallActivityAsync(ActivityNames.UpdateRun, update, Retries.Transient);

    [LoggerMessage(6201, LogLevel.Information, "The run {Run} begins stage {Stage} of round {Round}.", EventName = "StageBegins")]
    private static partial void LogBegins(ILogger logger, string run, string stage, int round);
}
