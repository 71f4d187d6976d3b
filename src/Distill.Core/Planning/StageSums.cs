using System.Globalization;
using Distill.Core.Models;
using Distill.Core.Runs;

namespace Distill.Core.Planning;

/// <summary>Adds up the stages of a planned run.</summary>
internal sealed class StageSums(IPlanRequest request, PlatformLimits limits)
{
    private readonly Dictionary<string, PlannedStage> _stages = [];
    private readonly OrderedDictionary<(string Stage, string Model), PlannedUse> _uses = [];
    private long _mainRows = 2;

    private PlanAssumptions Assumed => request.Assumptions;

    /// <summary>Adds activities of the run's own orchestration, of which one reads so many records; 0 reads none.</summary>
    public void Step(string stage, DurableWork work, long records)
    {
        _mainRows += 2 * work.Activities;
        var bytes = records * (Assumed.InputTokens + Assumed.OutputTokens) * Assumed.BytesPerToken;
        Add(
            new PlannedStage(stage)
            {
                Work = work,
                StorageRequests = StorageEstimate.Of(0, records == 0 ? 0 : RunPlanner.Shards(records, request), work.Activities),
                Bytes = bytes,
                Seconds = records / Assumed.RecordsPerSecond,
                Limit = records == 0 ? BindingLimit.None : BindingLimit.WholeDatasetStep,
            }
        );
    }

    /// <summary>Adds a fan-out that asks a model once a record, and the activity that collects its shards.</summary>
    public void Ask(string stage, ModelEntry model, long records) => Ask(stage, model, records, Assumed.InputTokens, Assumed.OutputTokens);

    /// <summary>Adds a fan-out that asks a judge once a record.</summary>
    public void AskJudge(string stage, ModelEntry judge, long records) =>
        Ask(stage, judge, records, Assumed.InputTokens + Assumed.OutputTokens + Assumed.JudgeRubricTokens, Assumed.JudgeOutputTokens);

    /// <summary>The same with prompts and answers of so many tokens, and several calls a record.</summary>
    public void Ask(string stage, ModelEntry model, long records, double input, double output, int callsPerRecord = 1)
    {
        var calls = records * callsPerRecord;
        var shards = RunPlanner.Shards(records, request);
        var work = FanOutWork.Of(shards) + DurableWork.Steps(1, 1);
        _mainRows += 4;
        var requests = StorageEstimate.Of(calls, shards, work.Activities);
        var pace = ModelPace
            .Of(model, shards, request.InFlight, input + output, Assumed.SecondsPerCall)
            .AtMost(limits.StorageRequestsPerSecond * calls / requests, BindingLimit.StorageRequests);
        var asked = new PlannedStage(stage)
        {
            Calls = calls,
            Shards = shards,
            Work = work,
            InputTokens = calls * input,
            OutputTokens = calls * output,
            Cost = model.CostOf((long)(calls * input), (long)(calls * output)),
            StorageRequests = requests,
            // The journal holds the answer, the shard the prompt and the answer again.
            Bytes = calls * (Assumed.InputTokens + (2 * output)) * Assumed.BytesPerToken,
            // The last calls of a fan-out have nobody behind them: one answer's time is added.
            Seconds = (calls / pace.CallsPerSecond) + Assumed.SecondsPerCall,
            Limit = pace.Limit,
        };
        Add(asked);
        Use(asked, model);
    }

    /// <summary>Adds the fine-tuning of all candidates, at the same time, on so many records.</summary>
    /// <param name="records">Records.</param>
    /// <param name="students">The candidates.</param>
    public void Train(double records, IReadOnlyList<PlannedStudent> students)
    {
        var stage = new PlannedStage(RunStages.Train) { Work = DurableWork.Steps(2, students.Count), Limit = BindingLimit.Training };
        _mainRows += 4 + (2 * students.Count);
        foreach (var student in students)
        {
            var tokens = records * (Assumed.InputTokens + Assumed.OutputTokens) * student.Epochs;
            var seconds = tokens / Assumed.TrainedTokensPerSecond;
            var work = TrainingWork.Of(TrainingWork.Polls(seconds));
            var cost = student.Model.TrainingCostOf((long)tokens);
            Use(
                new PlannedStage(stage.Stage)
                {
                    InputTokens = tokens,
                    Cost = cost,
                    Seconds = seconds,
                },
                student.Model
            );
            stage = stage with
            {
                Work = stage.Work + work,
                InputTokens = stage.InputTokens + tokens,
                Cost = stage.Cost + cost,
                StorageRequests = stage.StorageRequests + StorageEstimate.Of(0, 0, work.Activities),
                Seconds = Math.Max(stage.Seconds, seconds),
            };
        }

        Add(stage);
    }

    /// <summary>The forecast of what was added.</summary>
    /// <param name="largestFanOut">Shards of the largest fan-out.</param>
    public RunForecast Forecast(long largestFanOut)
    {
        var longest = Math.Max(_mainRows, FanOutWork.LongestHistory(Math.Max(1, largestFanOut)));
        return new RunForecast(request, [.. _stages.Values], [.. _uses.Values], longest, [.. Warnings(longest)]);
    }

    private IEnumerable<PlanWarning> Warnings(long longestHistory)
    {
        var step = request.Records / Assumed.RecordsPerSecond;
        if (step > limits.ActivitySeconds)
        {
            yield return Warn(
                "activity time",
                $"a step over all {request.Records:N0} records takes {step:N0} s, and an activity may take {limits.ActivitySeconds:N0} s: raise functionTimeout, or cut the source into runs of {limits.ActivitySeconds * Assumed.RecordsPerSecond:N0} records"
            );
        }

        var memory = request.Records * Assumed.MemoryPerRecord;
        if (memory > limits.InstanceMemory / 2)
        {
            yield return Warn(
                "memory",
                $"a step over all {request.Records:N0} records holds {memory / 1e9:N1} GB, half an instance has {limits.InstanceMemory / 2e9:N1} GB: take larger instances, or cut the source into runs of {limits.InstanceMemory / 2 / Assumed.MemoryPerRecord:N0} records"
            );
        }

        if (longestHistory > limits.HistoryRows)
        {
            yield return Warn("history", $"the longest history has {longestHistory:N0} rows: make shards.size larger");
        }

        if (request.ShardSize > limits.AppendBlobBlocks)
        {
            yield return Warn(
                "append blob",
                $"a journal of {request.ShardSize:N0} answers passes {limits.AppendBlobBlocks:N0} blocks: make shards.size smaller"
            );
        }
    }

    private static PlanWarning Warn(string limit, FormattableString message) => new(limit, message.ToString(CultureInfo.InvariantCulture));

    private void Use(PlannedStage stage, ModelEntry model)
    {
        var use = new PlannedUse(stage.Stage, model.Name, stage.Calls, stage.InputTokens, stage.OutputTokens, stage.Cost, stage.Seconds);
        var key = (use.Stage, use.Model);
        _uses[key] = _uses.TryGetValue(key, out var before) ? before + use : use;
    }

    private void Add(PlannedStage stage) =>
        _stages[stage.Stage] = _stages.TryGetValue(stage.Stage, out var before) ? before + stage : stage;
}
