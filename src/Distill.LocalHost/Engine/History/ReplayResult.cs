using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine.History;

/// <summary>Where an orchestrator stands at the end of a replay.</summary>
/// <param name="HasEnded">True when it has ended, well or not, or asked to continue as new.</param>
/// <param name="Output">Its result, or the input of the next execution, as stored.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="WaitingSteps">Steps that wait for their answer.</param>
public sealed record ReplayResult(bool HasEnded, string? Output, TaskFailureDetails? Failure, int WaitingSteps);
