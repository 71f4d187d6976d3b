namespace Distill.Orchestrations.FanOuts;

/// <summary>A finished fan-out whose shards become a dataset.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="Source">The dataset that was read.</param>
/// <param name="Target">The dataset that the shards belong to.</param>
/// <param name="Shards">How many there are.</param>
/// <param name="Operation">What made it: <c>answer</c> or <c>judge</c>.</param>
/// <param name="Model">The model that did, for the manifest.</param>
/// <param name="Name">Name of the dataset; null makes one of the name in the run's spec and of the target.</param>
public sealed record CollectInput(
    string RunId,
    string Source,
    string Target,
    int Shards,
    string Operation,
    string Model,
    string? Name = null
);
