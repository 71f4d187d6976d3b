using System.Text.Json.Nodes;
using Distill.Core.Flywheel.Selecting;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Samples;
using Distill.Core.Sampling;

namespace Distill.Activities.Turning;

/// <summary>The selection of a turn. Memory: the low replies to annotate and the samples to compare on, each within its limit. Not thread-safe.</summary>
internal sealed class TurnSelection(FlywheelSpec spec)
{
    private readonly ReplySelector _selector = new(spec.Select.ToRule(), SafetyChecks.Of(spec.Select.Safety));
    private readonly PromptParts _parts = spec.Evaluation.ToParts();
    private readonly PriorityQueue<(Sample Sample, long Position), (double Lowest, long Position)> _low = new();
    private readonly LogSampler _disliked = Sampler(spec);
    private readonly LogSampler _liked = Sampler(spec);
    private readonly LogSampler? _kept =
        spec.Replay.Liked > 0
            ? new LogSampler(new LogSelection(), new SampleDraw { Count = spec.Replay.Liked, Seed = spec.Select.Seed })
            : null;
    private long _position;

    /// <summary>Counts and examples by reason.</summary>
    public SelectionSummary Summary { get; } = new();

    /// <summary>All low replies.</summary>
    public long LowCount { get; private set; }

    /// <summary>All liked ones.</summary>
    public long LikedCount { get; private set; }

    /// <summary>The low replies to annotate, in the order of the log.</summary>
    public IEnumerable<Sample> Low => _low.UnorderedItems.OrderBy(item => item.Element.Position).Select(item => item.Element.Sample);

    /// <summary>Takes a reply in.</summary>
    /// <param name="sample">The reply with its feedback.</param>
    /// <param name="judged">The judge's score of it, 0 to 1; null without one.</param>
    public void Add(Sample sample, double? judged)
    {
        var verdict = _selector.Classify(sample, judged);
        Summary.Add(sample, verdict);
        var isCompared = _parts.Of(sample) == PromptPart.Evaluation;
        var position = _position++;
        if (verdict.Class == ReplyClass.Liked)
        {
            LikedCount++;
            _ = isCompared ? _liked.Offer(sample, position) : _kept?.Offer(sample, position);
        }
        else if (verdict.Class == ReplyClass.Low)
        {
            LowCount++;
            _ = isCompared ? _disliked.Offer(sample, position) : Annotate(sample, judged, position);
        }
    }

    /// <summary>The samples to compare on: those with a reference, and those that have yet to get one. To be called once.</summary>
    public (IReadOnlyList<Sample> Known, IReadOnlyList<Sample> Unknown) Compared()
    {
        var disliked = _disliked.Drain();
        var liked = _liked.Drain().Select(sample => ComparedSample.Of(sample, ComparedSample.Liked, sample.Answer));
        return (
            [.. liked, .. disliked.Where(sample => Better(sample) is not null).Select(Disliked)],
            [.. disliked.Where(sample => Better(sample) is null).Select(Disliked)]
        );
    }

    /// <summary>The liked replies to train on as they are. To be called once.</summary>
    public IReadOnlyList<Sample> Kept() => _kept?.Drain() ?? [];

    private static Sample Disliked(Sample sample) => ComparedSample.Of(sample, ComparedSample.Disliked, Better(sample));

    // What the user would have preferred, or made of the answer.
    private static string? Better(Sample sample) => Text(sample, "preferred") ?? Text(sample, "edit");

    private static string? Text(Sample sample, string name) =>
        sample.Feedback?[name] is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    // The queue gives the best of the low ones first: it goes when there are too many.
    private bool Annotate(Sample sample, double? judged, long position)
    {
        var score = sample.Scores.TryGetValue(ReplySelector.FeedbackScore, out var given) ? given : judged ?? 0;
        _low.Enqueue((sample, position), (-score, -position));
        if (_low.Count > spec.Select.Most)
        {
            _ = _low.Dequeue();
        }

        return true;
    }

    private static LogSampler Sampler(FlywheelSpec spec) =>
        new(new LogSelection(), new SampleDraw { Count = spec.Evaluation.Most, Seed = spec.Select.Seed });
}
