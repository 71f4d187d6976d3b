using Distill.Core.Runs.Specs;

namespace Distill.Activities.Importing;

/// <summary>What is imported, and how much of it may be bad.</summary>
/// <param name="DatasetId">Id of the dataset to make.</param>
/// <param name="Name">The run's name.</param>
/// <param name="Source">The source.</param>
/// <param name="ShardSize">Records in a shard.</param>
/// <param name="MaxRejectRatio">Share of bad records (0 to 1) that is refused.</param>
/// <param name="Gold">Name of the label that some record must have; null asks for none.</param>
internal sealed record ImportPlan(string DatasetId, string Name, SourceSpec Source, int ShardSize, double MaxRejectRatio, string? Gold);
