using System.Runtime.CompilerServices;
using Distill.Core.Feedback;
using Distill.Core.Feedback.Folding;
using Distill.Core.Formats;
using Distill.Core.Gateway;
using Distill.Core.RollingLogs;
using Distill.Core.Storage;

namespace Distill.Core.Promotion;

/// <summary>Reads what live traffic showed of both models since a step began: the logs of its hours, and thumbs by answer. Thread-safe.</summary>
/// <remarks>
/// Every look reads the step's hours anew, for feedback comes late. Memory: 16 bytes for an answered request, and an answer's thumbs. In a shadow step the challenger's requests are the copies;
/// a request that fell back counts as a failed one of the model that missed it.
/// </remarks>
/// <param name="blobs">Where the logs are.</param>
public sealed class RolloutTraffic(IBlobStore blobs)
{
    private const string Logs = "logs";
    private const string Feedback = "feedback";

    /// <summary>The figures of a step until now.</summary>
    /// <param name="rollout">A rollout in a step.</param>
    /// <param name="until">Now.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<(ArmMetrics Baseline, ArmMetrics Challenger)> ReadAsync(
        RolloutRecord rollout,
        DateTimeOffset until,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var since = rollout.StepStartedAt ?? throw new ArgumentException("The rollout is in no step.", nameof(rollout));
        var thumbs = new FeedbackIndex();
        await foreach (var line in LinesAsync(Feedback, since, until, cancellationToken))
        {
            if (FeedbackLine.Read(line) is { Type: "thumb" } thumb)
            {
                thumbs.Add(thumb);
            }
        }

        var arms = new StepArms(rollout, thumbs);
        await foreach (var line in LinesAsync(Logs, since, until, cancellationToken))
        {
            if (LoggedCall.Read(line.Span) is { IsEmbedding: false } call && call.Alias == rollout.Alias && call.Time >= since)
            {
                arms.Add(call);
            }
        }

        return (arms.Baseline.ToMetrics(), arms.Challenger.ToMetrics());
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(
        string container,
        DateTimeOffset since,
        DateTimeOffset until,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var hour = since; RollingLogPath.FolderOf(container, hour) is var folder; hour = hour.AddHours(1))
        {
            if (string.CompareOrdinal(folder, RollingLogPath.FolderOf(container, until)) > 0)
            {
                yield break;
            }

            await foreach (var blob in blobs.ListAsync(folder, cancellationToken))
            {
                await using var stream = await blobs.OpenReadAsync(blob.Path, cancellationToken: cancellationToken);
                using var buffer = new RecordBuffer(stream);
                var lines = new Utf8LineReader(buffer, int.MaxValue);
                while (await lines.ReadAsync(cancellationToken))
                {
                    yield return lines.Current;
                }
            }
        }
    }

    // Who did how in the step.
    private sealed class StepArms(RolloutRecord rollout, FeedbackIndex thumbs)
    {
        private readonly bool _isShadow = rollout.Plan.Steps[rollout.Position].Kind == RolloutStepKind.Shadow;
        private readonly IReadOnlyList<AliasTarget> _baseline = rollout.Baseline?.Targets ?? [];

        public ArmTally Baseline { get; } = new();

        public ArmTally Challenger { get; } = new();

        public void Add(LoggedCall call)
        {
            if (call.Missed is { } missed && !call.IsShadow)
            {
                ArmOf(missed, isShadow: false)?.Fail();
            }

            if (call.IsGivenUp || call.Target is null || ArmOf(call.Target, call.IsShadow) is not { } arm)
            {
                return;
            }

            if (call.IsFailed)
            {
                arm.Fail();
            }
            else
            {
                arm.Answer(call.LatencyMs, call.Asid is null ? null : thumbs.Find(call.Asid)?.Thumb);
            }
        }

        // Copies are the challenger's in a shadow step, and nobody's in a canary: there, other shadows of the alias may run.
        private ArmTally? ArmOf(AliasTarget target, bool isShadow)
        {
            if (AliasRollout.Same(target, rollout.Challenger))
            {
                return isShadow == _isShadow ? Challenger : null;
            }

            return !isShadow && _baseline.Any(other => AliasRollout.Same(other, target)) ? Baseline : null;
        }
    }
}
