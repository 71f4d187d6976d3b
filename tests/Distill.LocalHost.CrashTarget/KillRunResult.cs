namespace Distill.LocalHost.CrashTarget;

/// <summary>What a kill run saw.</summary>
/// <param name="Kills">Kills.</param>
/// <param name="Steps">Steps of the orchestration.</param>
/// <param name="Repeated">Executions beyond one a step: those in flight at a kill.</param>
/// <param name="RepeatedInOneLife">Executions of one step twice in one life of the process; always 0.</param>
public sealed record KillRunResult(int Kills, int Steps, int Repeated, int RepeatedInOneLife);
