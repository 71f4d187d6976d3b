namespace Distill.Orchestrations.Operations;

/// <summary>An operation on a dataset.</summary>
/// <param name="Id">Id of the operation; the datasets it makes begin with it.</param>
/// <param name="Kind">One of <see cref="Core.Datasets.Operations.DatasetOperationPlan.Kinds"/>.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Parameters">Its parameters as JSON; checked before it was started.</param>
public sealed record DatasetOperationInput(string Id, string Kind, string DatasetId, string Parameters);
