namespace Distill.Core.Evaluation;

/// <summary>When a run has reached its goal. The defaults are the field's target.</summary>
public sealed record DistillationGoal
{
    /// <summary>Least quality as a ratio to the teacher's. Default 0.9; 0 to 2.</summary>
    public double Quality { get; init; } = 0.9;

    /// <summary>Least speed as a ratio to the teacher's. Default 6; null does not ask.</summary>
    public double? Speed { get; init; } = 6;

    /// <summary>Most cost as a ratio to the teacher's. Default 0.1; null does not ask.</summary>
    public double? Cost { get; init; } = 0.1;
}
