namespace Distill.Core.Privacy;

/// <summary>Rows that a dataset held of a person.</summary>
/// <param name="Dataset">Id of the dataset. Its manifest stays, for lineage; the shards with the rows are deleted, so it cannot be read any more.</param>
/// <param name="Replacement">Id of the dataset's next version, which is without the rows.</param>
/// <param name="Rows">How many rows.</param>
public sealed record ForgottenRows(string Dataset, string Replacement, long Rows);
