using Distill.Core.Training.Curves;

namespace Distill.Core.Evaluation;

/// <summary>A decision with every number it rests on.</summary>
public sealed record DistillationDecision
{
    /// <summary>What to do.</summary>
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>The best student's name; null when no student was trained.</summary>
    public string? Student { get; init; }

    /// <summary>The round that trained it; null when no student was trained.</summary>
    public int? StudentRound { get; init; }

    /// <summary>The goal.</summary>
    public required DistillationGoal Goal { get; init; }

    /// <summary>The best student against each part of the goal.</summary>
    public IReadOnlyList<GoalCheck> Checks { get; init; } = [];

    /// <summary>The best student's ratios to the teacher, with intervals; null when no student was trained.</summary>
    public ModelRatios? Ratios { get; init; }

    /// <summary>The round judged, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Rounds that are left.</summary>
    public required int RoundsLeft { get; init; }

    /// <summary>For another round: the classes to add data for, weakest first.</summary>
    public IReadOnlyList<WeakSlice> WeakSlices { get; init; } = [];

    /// <summary>For another round: the parameters to train the best student with; null keeps them.</summary>
    public TrainingParameters? Next { get; init; }

    /// <summary>The decision in a sentence or two, with its figures.</summary>
    public required string Summary { get; init; }
}
