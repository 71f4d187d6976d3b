namespace Distill.Orchestrations.Progress;

/// <summary>How far a run is: the custom status of its orchestrations.</summary>
/// <param name="Stage">The stage at work (<see cref="Core.Runs.RunStages"/>).</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="DoneShards">Shards done in the stage.</param>
/// <param name="TotalShards">Shards of the stage; 0 for a stage without shards.</param>
/// <param name="DoneRecords">Records done in the stage.</param>
/// <param name="Cost">Money spent so far.</param>
public sealed record RunProgress(string Stage, int Round, int DoneShards, int TotalShards, long DoneRecords, decimal Cost);
