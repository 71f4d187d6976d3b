namespace Distill.Orchestrations.Turning;

/// <summary>What the steps of a turn are given: the plan is read from its blob, so that no history holds it again and again.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Judged">The dataset of unrated replies with the judge's scores; null when none was asked about.</param>
/// <param name="Supervised">The dataset of approved answers; null when there is none.</param>
/// <param name="Pairs">The dataset of answers against online replies; null when there is none.</param>
public sealed record TurnStep(string RunId, string? Judged = null, string? Supervised = null, string? Pairs = null);
