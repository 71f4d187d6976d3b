using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Orchestrations.Progress;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.FanOuts;

/// <summary>The moving window of one fan-out: as many shards in flight as the limits, and the money, allow.</summary>
/// <remarks>
/// With a budget the first shard goes alone: its cost tells what a shard costs. Another one starts only while the money left covers it together with all
/// that are in flight, each taken to cost as much as the dearest so far.
/// </remarks>
internal sealed class ShardWindow(TaskOrchestrationContext context, FanOutInput input)
{
    // Progress goes into the run record this many times a fan-out, so that the record costs no more writes than it is worth.
    private const int Reports = 20;

    private readonly List<Task<ShardOutcome>> _inFlight = [];
    private ShardOutcome _total = ShardOutcome.None;
    private decimal? _dearest;
    private int _next;
    private int _done;

    public async Task<ShardOutcome> RunAsync()
    {
        var (window, share) = InferenceFanOut.Divide(input.Model, input.InFlight, input.Count);
        while (_next < input.Count || _inFlight.Count > 0)
        {
            while (_total.Failure is null && _next < input.Count && _inFlight.Count < window && IsAffordable())
            {
                _inFlight.Add(StartAsync(_next++, share));
            }

            if (_inFlight.Count == 0)
            {
                return _total.Failure is null ? _total with { Failure = OutOfMoney() } : _total;
            }

            await TakeNextAsync();
        }

        return _total;
    }

    private Task<ShardOutcome> StartAsync(int shard, RateShare share) =>
        context.CallActivityAsync<ShardOutcome>(
            input.Activity,
            input.Template with
            {
                Index = input.First + shard,
                Share = share,
                MoneyLimit = _dearest is null ? input.Money : null,
            },
            Retries.Transient
        );

    private async Task TakeNextAsync()
    {
        var ended = await Task.WhenAny(_inFlight);
        _inFlight.Remove(ended);
        var outcome = await OutcomeAsync(ended);
        _total += outcome;
        _dearest = Math.Max(_dearest ?? 0, outcome.Usage.Cost);
        _done++;
        await ReportAsync();
    }

    private static async Task<ShardOutcome> OutcomeAsync(Task<ShardOutcome> shard)
    {
        try
        {
            return await shard;
        }
        catch (TaskFailedException failure)
        {
            return ShardOutcome.None with { Failure = RunFailure.Describe(failure) };
        }
    }

    private bool IsAffordable() =>
        input.Money is not { } money
        || (_dearest is { } dearest ? _total.Usage.Cost + ((_inFlight.Count + 1) * dearest) <= money : _inFlight.Count == 0);

    private string OutOfMoney() =>
        $"The run's budget would be passed: {input.Money:0.######} is left for stage '{input.Stage}', {_total.Usage.Cost:0.######} of it is spent after {_done} "
        + $"of {input.Count} shards, and a shard costs up to {_dearest:0.######}. Raise 'budget' in the spec, or take fewer prompts with 'source.limit'.";

    private async Task ReportAsync()
    {
        var records = _total.Answered + _total.Refused;
        context.SetCustomStatus(new RunProgress(input.Stage, input.Round, _done, input.Count, records, _total.Usage.Cost));
        if (_done % Math.Max(1, input.Count / Reports) != 0)
        {
            return;
        }

        var counts = new Dictionary<string, long> { [$"{input.Stage}.shards"] = input.Count, [$"{input.Stage}.shards.done"] = _done };
        await context.CallActivityAsync(
            ActivityNames.UpdateRun,
            new RunUpdate
            {
                RunId = input.Template.RunId,
                Counts = counts,
                Usage = new Dictionary<string, InferenceUsage> { [$"{input.Model.Name}/{input.Stage}"] = input.Before + _total.Usage },
            },
            Retries.Transient
        );
    }
}
