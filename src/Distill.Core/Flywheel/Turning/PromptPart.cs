namespace Distill.Core.Flywheel.Turning;

/// <summary>What the rows of a prompt are for, in every turn of every wheel alike.</summary>
public enum PromptPart
{
    /// <summary>Models are trained on them.</summary>
    Training,

    /// <summary>Checkpoints are chosen on them.</summary>
    Validation,

    /// <summary>Challenger and online model are compared on them.</summary>
    Evaluation,
}
