using System.Globalization;
using System.Security.Cryptography;
using Distill.Core.Gateway;
using Distill.Core.Models;
using Distill.Core.Promotion;
using Distill.Core.Storage;
using Distill.Orchestrations.Promoting;
using Microsoft.DurableTask.Client;

namespace Distill.Api.Promotion;

/// <summary>Turns requests into rollouts. Thread-safe.</summary>
internal sealed class RolloutStarter(
    IModelCatalog models,
    IModelRegistry registry,
    RolloutEntry entry,
    RolloutRecords records,
    TimeProvider time
)
{
    /// <summary>The model that a name stands for: a configured one, or a trained version on the model it was trained from; null when there is none.</summary>
    public async Task<AliasTarget?> TargetAsync(string name, CancellationToken cancellationToken) =>
        models.Entries.ContainsKey(name) ? new AliasTarget { Model = name }
        : await registry.FindAsync(name, cancellationToken) is { Value: var version }
            ? new AliasTarget { Model = version.BaseModel, Version = version.Id }
        : null;

    /// <summary>Why no rollout can rest on the decision that is named; null when one can, or when it was begun before: then what was decided then holds.</summary>
    public async Task<DecisionFault?> DecisionFaultAsync(
        RolloutRequest request,
        AliasTarget challenger,
        CancellationToken cancellationToken
    ) =>
        request.RolloutId is { } id && await records.FindAsync(id, cancellationToken) is not null
            ? null
            : await entry.DecisionFaultAsync(
                new RolloutRecord
                {
                    Id = request.RolloutId ?? "",
                    Alias = request.Alias,
                    Challenger = challenger,
                    Baseline = await entry.BaselineAsync(request.Alias, cancellationToken),
                    Plan = request.Plan ?? new RolloutPlan(),
                    DecisionPath = request.DecisionPath,
                    DecisionSha256 = request.DecisionSha256,
                    State = RolloutState.Rolling,
                    CreatedAt = default,
                    UpdatedAt = default,
                },
                cancellationToken
            );

    /// <summary>Starts a rollout once; asking again with its id changes nothing.</summary>
    public async Task<string> StartAsync(
        DurableTaskClient client,
        RolloutRequest request,
        AliasTarget challenger,
        string by,
        CancellationToken cancellationToken
    )
    {
        var id = request.RolloutId ?? NewId(request.Alias);
        var input = new RolloutInput
        {
            RolloutId = id,
            By = by,
            Alias = request.Alias,
            Challenger = challenger,
            Plan = request.Plan ?? new RolloutPlan(),
            DecisionPath = request.DecisionPath,
            DecisionSha256 = request.DecisionSha256,
        };
        await Rollouts.StartAsync(client, input, cancellationToken);
        return id;
    }

    private string NewId(string alias)
    {
        var name = string.Concat(alias.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        var moment = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd't'HHmmss", CultureInfo.InvariantCulture);
        return $"rollout-{name}-{moment}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
    }
}
