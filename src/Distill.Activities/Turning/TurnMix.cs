using Distill.Core.Dedup;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Samples;
using Distill.Core.Sampling;
using Distill.Core.Splits;
using Distill.Orchestrations.Turning;

namespace Distill.Activities.Turning;

/// <summary>The rows of a turn, dealt out by their prompts; what is nearly a prompt of the evaluation set is not trained on. Not thread-safe.</summary>
/// <remarks>Memory: all new rows, the replay mix and the evaluation set, each of them limited by the spec; base data is streamed, but for a hash of each row's id.</remarks>
internal sealed class TurnMix(RunWorkspace workspace, TurnPlan plan)
{
    private readonly PromptParts _parts = plan.Spec.Evaluation.ToParts();
    private readonly LeakCheck _check = new(plan.Spec.Evaluation.LeakThreshold);
    private readonly HashSet<string> _leaks = new(StringComparer.Ordinal);

    /// <summary>New rows to train on.</summary>
    public IReadOnlyList<Sample> Fresh { get; private set; } = [];

    /// <summary>Base rows to train on again.</summary>
    public IReadOnlyList<Sample> Replay { get; private set; } = [];

    /// <summary>Pairs to train on.</summary>
    public IReadOnlyList<Sample> Pairs { get; private set; } = [];

    /// <summary>Rows to choose checkpoints on.</summary>
    public IReadOnlyList<Sample> Validation { get; private set; } = [];

    /// <summary>Rows to compare the models on.</summary>
    public IReadOnlyList<Sample> Evaluation { get; private set; } = [];

    /// <summary>Rows that were left out as leaks.</summary>
    public long Leaks => _leaks.Count;

    /// <summary>Reads and deals out.</summary>
    public async Task<TurnMix> ReadAsync(TurnStep step, CancellationToken cancellationToken)
    {
        var approved = await ListAsync(step.Supervised, cancellationToken);
        // Without a better answer there is nothing to learn, and what is liked already is no reason to train.
        var supervised =
            approved.Count == 0 ? [] : approved.Concat(await ListAsync(RunDatasets.Liked(plan.RunId), cancellationToken)).ToList();
        var pairs = await ListAsync(step.Pairs, cancellationToken);
        var (replay, validation, compared) = await BaseAsync(cancellationToken);
        Evaluation = [.. await ComparedAsync(cancellationToken), .. compared];
        FindLeaks([.. supervised, .. pairs, .. replay, .. validation]);
        Fresh = Kept(supervised, PromptPart.Training);
        Pairs = Kept(pairs, PromptPart.Training);
        Replay = Kept(replay, PromptPart.Training);
        Validation = [.. Kept(supervised, PromptPart.Validation), .. Kept(validation, PromptPart.Validation)];
        return this;
    }

    private async Task<IReadOnlyList<Sample>> ListAsync(string? dataset, CancellationToken cancellationToken) =>
        dataset is null || await workspace.FindDatasetAsync(dataset, cancellationToken) is null
            ? []
            : await workspace.ReadAsync(dataset, cancellationToken).ToListAsync(cancellationToken);

    private async Task<IEnumerable<Sample>> ComparedAsync(CancellationToken cancellationToken)
    {
        var praised = await ListAsync(RunDatasets.Praised(plan.RunId), cancellationToken);
        var disliked =
            plan.Spec.Evaluation.References == CompareSpec.TeacherReferences
                ? (await ListAsync(RunDatasets.References(plan.RunId), cancellationToken)).Select(ComparedSample.WithReference)
                : await ListAsync(RunDatasets.Disliked(plan.RunId), cancellationToken);
        return praised.Concat(disliked);
    }

    private async Task<(IReadOnlyList<Sample> Replay, IReadOnlyList<Sample> Validation, IReadOnlyList<Sample> Compared)> BaseAsync(
        CancellationToken cancellationToken
    )
    {
        long rows = 0;
        foreach (var dataset in plan.BaseDatasets)
        {
            rows += (await workspace.GetDatasetAsync(dataset, cancellationToken)).Records;
        }

        // A share of all rows, drawn from those of each part; the evaluation's limit is that of each slice.
        var spec = plan.Spec;
        var replay = Sampler(spec.Replay.ToDraw((long)(rows * (1 - spec.Evaluation.Holdout - spec.Evaluation.Validation))));
        var validation = Sampler(spec.Replay.ToDraw((long)(rows * spec.Evaluation.Validation)));
        var compared = Sampler(new SampleDraw { Count = spec.Evaluation.Most, Seed = spec.Replay.Seed });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dataset in plan.BaseDatasets)
        {
            await foreach (var row in workspace.ReadAsync(dataset, cancellationToken))
            {
                // A row that a later turn has corrected counts once, as it was first; without an answer there is nothing to learn.
                if (row.Answer is not null && seen.Add(row.Id))
                {
                    var sampler = _parts.Of(row) switch
                    {
                        PromptPart.Evaluation => compared,
                        PromptPart.Validation => validation,
                        _ => replay,
                    };
                    _ = sampler?.Offer(row, seen.Count);
                }
            }
        }

        return (
            replay?.Drain() ?? [],
            validation?.Drain() ?? [],
            [.. compared!.Drain().Select(row => ComparedSample.Of(row, ComparedSample.Base, row.Answer))]
        );
    }

    private static LogSampler? Sampler(SampleDraw? draw) => draw is null ? null : new LogSampler(new LogSelection(), draw);

    private void FindLeaks(IEnumerable<Sample> rows)
    {
        foreach (var row in Evaluation)
        {
            _check.Add(row.Id, PromptText.Of(row), SplitSet.Test);
        }

        foreach (var row in rows.DistinctBy(row => row.Id))
        {
            _check.Add(row.Id, PromptText.Of(row), SplitSet.Train);
        }

        foreach (var leak in _check.Find(int.MaxValue))
        {
            _leaks.Add(leak.FirstSet == SplitSet.Train ? leak.FirstId : leak.SecondId);
        }
    }

    // Rows come in the order of their answers' ids, which are random; in an order of their own, the same rows are the same training.
    private Sample[] Kept(IEnumerable<Sample> rows, PromptPart part) =>
        [
            .. rows.Where(row => _parts.Of(row) == part && !_leaks.Contains(row.Id))
                .OrderBy(row => PromptHash.Of(PromptText.Of(row)))
                .ThenBy(TaughtAnswer.Of, StringComparer.Ordinal),
        ];
}
