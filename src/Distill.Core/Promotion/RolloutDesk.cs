using Distill.Core.Storage;

namespace Distill.Core.Promotion;

/// <summary>Carries rollouts out: alias, record and registry, in this order, each conditional. Thread-safe; every call may be repeated after a crash.</summary>
/// <param name="records">The records.</param>
/// <param name="aliases">The aliases.</param>
/// <param name="entry">What must hold at the beginning.</param>
/// <param name="traffic">Live figures.</param>
/// <param name="history">Tells the registry.</param>
/// <param name="time">Clock.</param>
public sealed class RolloutDesk(
    RolloutRecords records,
    RolloutAliases aliases,
    RolloutEntry entry,
    RolloutTraffic traffic,
    PromotionHistory history,
    TimeProvider time
)
{
    private const string Changed = "was changed by somebody else; it is left as it is";

    /// <summary>Begins a rollout, or finds it where it stands: declined when it may not begin, waiting for an approval, or in its first step.</summary>
    /// <param name="asked">What is asked for; state, times and baseline are set here.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<RolloutRecord> BeginAsync(RolloutRecord asked, string by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var rollout = await records.FindAsync(asked.Id, cancellationToken) ?? await AddAsync(asked, by, cancellationToken);
        if (rollout is { Position: < 0, LookCount: 0 } && await entry.RivalAsync(rollout, cancellationToken) is { } rival)
        {
            // Two that were asked for at once: each sees the other here, and the later one gives way.
            var what = rollout.State == RolloutState.Rolling ? RolloutEvent.RollBack : RolloutEvent.Decline;
            return await EndAsync(rollout.Id, what, by, rival, cancellationToken);
        }

        return rollout is { State: RolloutState.Rolling, Position: < 0 }
            ? await EnterAsync(rollout.Id, 0, by, "begins", cancellationToken)
            : rollout;
    }

    /// <summary>A person approves; the first step begins.</summary>
    public async Task<RolloutRecord> ApproveAsync(string id, string by, string reason, CancellationToken cancellationToken = default)
    {
        var waiting = await GetAsync(id, cancellationToken);
        // The wait may have been long: what stands there when it ends is what a roll back restores.
        var baseline = await aliases.FindAsync(waiting.Alias, cancellationToken);
        if (
            waiting.State == RolloutState.AwaitingApproval
            && await entry.DecisionFaultAsync(waiting with { Baseline = baseline }, cancellationToken) is { } fault
        )
        {
            // What was decided on is not what is online any more: an approval cannot make up for that.
            return await DeclineAsync(id, RolloutAudit.Watch, fault.Reason, cancellationToken);
        }

        var rollout = await records.UpdateAsync(
            id,
            now =>
                RolloutMachine.Next(now.State, RolloutEvent.Approve) is { } next
                    ? now.With(next, Audit(by, RolloutEvent.Approve, reason)) with
                    {
                        Baseline = baseline,
                    }
                    : null,
            cancellationToken
        );
        return rollout.Position < 0 ? await EnterAsync(id, 0, by, "begins", cancellationToken) : rollout;
    }

    /// <summary>A person declines, or nobody approves in time.</summary>
    public Task<RolloutRecord> DeclineAsync(string id, string by, string reason, CancellationToken cancellationToken = default) =>
        EndAsync(id, RolloutEvent.Decline, by, reason, cancellationToken);

    /// <summary>Moves on to a step, or to the end when the position is the number of steps. An earlier position than the rollout's changes nothing.</summary>
    public async Task<RolloutRecord> EnterAsync(
        string id,
        int position,
        string by,
        string reason,
        CancellationToken cancellationToken = default
    )
    {
        var rollout = await GetAsync(id, cancellationToken);
        if (rollout.State == RolloutState.Rolling && rollout.Position < position)
        {
            if (!await aliases.MoveAsync(rollout, position, [rollout.Position], cancellationToken))
            {
                return await StopAsync(rollout, by, cancellationToken);
            }

            rollout = await RecordAsync(id, position, by, reason, cancellationToken);
        }

        await history.TellAsync(rollout, cancellationToken);
        return rollout;
    }

    /// <summary>Skips the steps that are left: the challenger gets everything.</summary>
    public async Task<RolloutRecord> CompleteAsync(string id, string by, string reason, CancellationToken cancellationToken = default) =>
        await EnterAsync(id, (await GetAsync(id, cancellationToken)).LastPosition, by, reason, cancellationToken);

    /// <summary>Gives the alias back to what stood there before, during a rollout or after it.</summary>
    /// <returns>The rollout, and why it could not be taken back; null when it was.</returns>
    public async Task<(RolloutRecord Rollout, string? Refusal)> BackAsync(
        string id,
        string by,
        string reason,
        CancellationToken cancellationToken = default
    )
    {
        var rollout = await GetAsync(id, cancellationToken);
        if (rollout.State == RolloutState.RolledBack)
        {
            await history.TellAsync(rollout, cancellationToken);
            return (rollout, null);
        }

        if (RolloutMachine.Next(rollout.State, RolloutEvent.RollBack) is null)
        {
            return (rollout, $"The rollout '{id}' is {RolloutWords.Of(rollout.State)}; there is nothing to take back.");
        }

        // A step that was begun at the same moment, or just before a crash, is this rollout's as well.
        var places = Enumerable.Range(rollout.Position, rollout.LastPosition + 1 - rollout.Position).ToList();
        if (!await aliases.MoveAsync(rollout, -1, places, cancellationToken))
        {
            return rollout.State == RolloutState.Rolling
                ? (await StopAsync(rollout, by, cancellationToken), null)
                : (rollout, Reason(rollout));
        }

        rollout = await EndAsync(id, RolloutEvent.RollBack, by, reason, cancellationToken);
        await history.TellAsync(rollout, cancellationToken);
        return (rollout, null);
    }

    /// <summary>Looks at the live traffic of the step and keeps what was seen; a look that was taken before is not taken again.</summary>
    /// <param name="id">The rollout.</param>
    /// <param name="number">Number of the look in the rollout, from 1.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<RolloutRecord> LookAsync(string id, int number, CancellationToken cancellationToken = default)
    {
        var rollout = await GetAsync(id, cancellationToken);
        if (rollout.State != RolloutState.Rolling || rollout.LookCount >= number)
        {
            return rollout;
        }

        if (!await aliases.IsAtAsync(rollout, rollout.Position, cancellationToken))
        {
            return await StopAsync(rollout, RolloutAudit.Watch, cancellationToken);
        }

        var now = time.GetUtcNow();
        var (baseline, challenger) = await traffic.ReadAsync(rollout, now, cancellationToken);
        var verdict = RolloutWatch.Look(rollout.Plan, rollout.Position, now - rollout.StepStartedAt!.Value, number, baseline, challenger);
        var look = new RolloutLook(number, rollout.Position, now, verdict, ArmFigures.Of(baseline), ArmFigures.Of(challenger));
        return await records.UpdateAsync(
            id,
            current =>
                current.State == RolloutState.Rolling && current.Position == look.Position && current.LookCount < number
                    ? current.With(look)
                    : null,
            cancellationToken
        );
    }

    private static string Reason(RolloutRecord rollout) =>
        rollout.Baseline is null
            ? $"There was no alias '{rollout.Alias}' before this rollout, so there is nothing to go back to. Promote another model."
            : $"The alias '{rollout.Alias}' {Changed}";

    private async Task<RolloutRecord> AddAsync(RolloutRecord asked, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rollout = asked with
        {
            Baseline = await entry.BaselineAsync(asked.Alias, cancellationToken),
            CreatedAt = now,
            UpdatedAt = now,
            State = RolloutState.Rolling,
        };
        if (await entry.RefusalAsync(rollout, cancellationToken) is { } refusal)
        {
            rollout = rollout.With(RolloutState.Declined, Audit(by, RolloutEvent.Decline, refusal));
        }
        else if (asked.Plan.RequireApproval)
        {
            rollout = rollout with
            {
                State = RolloutState.AwaitingApproval,
                ApprovalUntil = now + asked.Plan.ApprovalPatience,
                Summary = "waits for an approval",
            };
        }

        try
        {
            await records.AddAsync(rollout, cancellationToken);
            return rollout;
        }
        catch (StoreConflictException)
        {
            // A twin of this step was first: its record is the rollout's.
            return await GetAsync(asked.Id, cancellationToken);
        }
    }

    private Task<RolloutRecord> RecordAsync(string id, int position, string by, string reason, CancellationToken cancellationToken) =>
        records.UpdateAsync(
            id,
            rollout =>
            {
                var what = position == rollout.LastPosition ? RolloutEvent.Complete : RolloutEvent.Advance;
                return rollout.Position < position && RolloutMachine.Next(rollout.State, what) is { } next
                    ? rollout.With(next, Audit(by, what, reason)) with
                    {
                        Position = position,
                        StepStartedAt = time.GetUtcNow(),
                    }
                    : null;
            },
            cancellationToken
        );

    private Task<RolloutRecord> StopAsync(RolloutRecord rollout, string by, CancellationToken cancellationToken) =>
        EndAsync(rollout.Id, RolloutEvent.RollBack, by, $"The alias '{rollout.Alias}' {Changed}", cancellationToken);

    private Task<RolloutRecord> EndAsync(string id, RolloutEvent what, string by, string reason, CancellationToken cancellationToken) =>
        records.UpdateAsync(
            id,
            rollout =>
                RolloutMachine.Next(rollout.State, what) is { } next && next != rollout.State
                    ? rollout.With(next, Audit(by, what, reason))
                    : null,
            cancellationToken
        );

    private async Task<RolloutRecord> GetAsync(string id, CancellationToken cancellationToken) =>
        await records.FindAsync(id, cancellationToken) ?? throw new ArgumentException($"There is no rollout '{id}'.", nameof(id));

    private RolloutAudit Audit(string by, RolloutEvent what, string reason) => new(time.GetUtcNow(), by, what, reason);
}
