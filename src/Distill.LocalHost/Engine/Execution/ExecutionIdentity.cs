using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>Who is executed.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Execution">Which of its executions, from 1; each continue-as-new adds one.</param>
/// <param name="Parent">Who called it, or null.</param>
internal sealed record ExecutionIdentity(string InstanceId, int Execution, ParentOrchestrationInstance? Parent);
