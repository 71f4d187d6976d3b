using Distill.Core.Runs;

namespace Distill.Orchestrations.Starting;

/// <summary>What came of a request to start a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Created">False when the idempotency key named a run that exists already.</param>
/// <param name="SameSpec">False when that run was started with another spec: the key was used twice for different things.</param>
public sealed record StartedRun(RunRecord Run, bool Created, bool SameSpec);
