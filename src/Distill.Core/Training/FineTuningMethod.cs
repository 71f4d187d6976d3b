namespace Distill.Core.Training;

/// <summary>How a fine-tuning job trains.</summary>
public enum FineTuningMethod
{
    /// <summary>Supervised: on answers to imitate (chat JSONL).</summary>
    Supervised,

    /// <summary>Direct preference optimisation: on pairs of answers, one preferred (preference JSONL: <c>input</c>, <c>preferred_output</c>, <c>non_preferred_output</c>).</summary>
    Dpo,
}
