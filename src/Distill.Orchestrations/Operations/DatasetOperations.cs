// Not an orchestrator: it runs once, in whatever starts one.
#pragma warning disable RS0030
using System.Security.Cryptography;
using System.Text;
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Operations;

/// <summary>Starts operations on datasets.</summary>
public static class DatasetOperations
{
    /// <summary>Starts an operation, unless the same key has started one on the dataset before.</summary>
    /// <param name="client">The durable client.</param>
    /// <param name="kind">The operation.</param>
    /// <param name="datasetId">The dataset.</param>
    /// <param name="parameters">Its parameters as JSON, checked.</param>
    /// <param name="key">Names the operation: the same key and dataset, the same operation.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The operation of that key: its input differs when the key was used for another one.</returns>
    public static async Task<DatasetOperationInput> StartAsync(
        DurableTaskClient client,
        string kind,
        string datasetId,
        string parameters,
        string key,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{datasetId}\n{key}"));
        var input = new DatasetOperationInput($"op-{Convert.ToHexStringLower(hash)[..20]}", kind, datasetId, parameters);
        await SingleStart.OnceAsync(client, nameof(DatasetOperation), input.Id, input, cancellationToken);
        var instance = await client.GetInstanceAsync(input.Id, getInputsAndOutputs: true, cancellationToken);
        return instance?.ReadInputAs<DatasetOperationInput>() ?? input;
    }
}
