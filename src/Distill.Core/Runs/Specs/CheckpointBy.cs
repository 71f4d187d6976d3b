namespace Distill.Core.Runs.Specs;

/// <summary>What decides which model a training ends with.</summary>
public enum CheckpointBy
{
    /// <summary>The loss on the validation rows, as the platform measured it: the result, or the checkpoint before it began to overfit. Costs nothing.</summary>
    Loss,

    /// <summary>The judge's scores of the answers to the validation rows.</summary>
    Judge,

    /// <summary>Answers to the validation rows against their references: right labels, or likeness of texts. Costs no judge.</summary>
    Metric,

    /// <summary>Nothing: the result, whatever the loss says.</summary>
    Last,
}
