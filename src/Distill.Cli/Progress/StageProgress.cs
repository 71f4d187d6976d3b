namespace Distill.Cli.Progress;

/// <summary>How far a stage is.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Fraction">Share that is done, 0 to 1; null when unknown.</param>
/// <param name="Elapsed">Time at work as this process saw it, or null when it was over before.</param>
/// <param name="Detail">What it found or made, in a few words; may be empty.</param>
internal sealed record StageProgress(Stage Stage, StageState State, double? Fraction, TimeSpan? Elapsed, string Detail);
