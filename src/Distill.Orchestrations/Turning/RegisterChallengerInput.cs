using Distill.Orchestrations.Evaluating;

namespace Distill.Orchestrations.Turning;

/// <summary>A challenger and what it comes from.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage of training that made it.</param>
/// <param name="Mix">The sets it learned from.</param>
/// <param name="Evaluation">The comparison with the online model.</param>
public sealed record RegisterChallengerInput(string RunId, TrainedStage Stage, MixOutcome Mix, EvaluationOutcome Evaluation);
