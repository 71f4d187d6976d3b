using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Gateway;
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Core.Promotion;

/// <summary>What must hold before a rollout's first step. Thread-safe.</summary>
/// <param name="aliases">What stands behind the alias.</param>
/// <param name="models">The configured models.</param>
/// <param name="records">Other rollouts.</param>
/// <param name="blobs">Where decision records lie.</param>
public sealed class RolloutEntry(RolloutAliases aliases, IModelCatalog models, RolloutRecords records, IBlobStore blobs)
{
    /// <summary>Why the rollout cannot begin, in a sentence; null when it can.</summary>
    /// <param name="rollout">The rollout, with the alias as it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<string?> RefusalAsync(RolloutRecord rollout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return Fault(rollout)
            ?? (await DecisionFaultAsync(rollout, cancellationToken))?.Reason
            ?? await RivalAsync(rollout, cancellationToken);
    }

    /// <summary>Why the rollout cannot rest on its decision record; null when it can, or when a person decided.</summary>
    /// <param name="rollout">The rollout, with the alias as it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<DecisionFault?> DecisionFaultAsync(RolloutRecord rollout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        if (rollout.DecisionPath is not { } path)
        {
            return null;
        }

        if (rollout.DecisionSha256 is not { } sha256)
        {
            return new DecisionFault(
                $"The hash of the decision record '{path}' is missing: without it nobody can tell whether the record was changed."
            );
        }

        try
        {
            var decision = new GateRecord(await RunBlobs.ReadTextAsync(blobs, path, cancellationToken), sha256).Read();
            return DecisionRules.Check(decision, path, rollout.Alias, rollout.Challenger, rollout.Baseline);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or BlobNotFoundException or ArgumentException)
        {
            return new DecisionFault(wrong.Message);
        }
    }

    /// <summary>Another rollout of the same alias that is under way and came first, in a sentence; or null.</summary>
    public async Task<string?> RivalAsync(RolloutRecord rollout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var rival = (await records.ListAsync(rollout.Alias, cancellationToken)).FirstOrDefault(other =>
            other.Id != rollout.Id
            && !RolloutMachine.IsOver(other.State)
            && (other.CreatedAt, other.Id).CompareTo((rollout.CreatedAt, rollout.Id)) < 0
        );
        return rival is null ? null : $"The rollout '{rival.Id}' of '{rollout.Alias}' is under way. End it first.";
    }

    /// <summary>The alias as it is now.</summary>
    public Task<ModelAlias?> BaselineAsync(string alias, CancellationToken cancellationToken = default) =>
        aliases.FindAsync(alias, cancellationToken);

    private string? Fault(RolloutRecord rollout)
    {
        try
        {
            rollout.Plan.Validate();
        }
        catch (InvalidSettingException wrong)
        {
            return wrong.Message;
        }

        if (!models.Entries.ContainsKey(rollout.Challenger.Model))
        {
            return $"'{rollout.Challenger.Model}' is no configured model; section Models names them.";
        }

        if (rollout.Baseline is null)
        {
            return rollout.Plan.Steps.Count == 0
                ? null
                : $"There is no alias '{rollout.Alias}', so there is nothing to compare with. Set it first, or promote without steps.";
        }

        return rollout.Baseline.Targets.All(target => AliasRollout.Same(target, rollout.Challenger))
            ? $"'{rollout.Alias}' leads to '{rollout.Challenger.Version ?? rollout.Challenger.Model}' already."
            : null;
    }
}
