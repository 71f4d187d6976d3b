using Distill.Core.Dedup;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Flywheel.Turning;

/// <summary>Deals prompts out to training, validation and evaluation by their hash alone, so that a prompt that was evaluated is in no later training set either. Thread-safe.</summary>
/// <remarks>Equal prompts (case, width and white space aside) go together. Near-duplicates do not: who trains holds the rows against the evaluation set.</remarks>
/// <param name="Holdout">Share kept for evaluation, 0.05 to 0.9.</param>
/// <param name="Validation">Share kept for the choice of checkpoints, 0 to 0.5.</param>
public sealed record PromptParts(double Holdout, double Validation)
{
    /// <summary>Checks the limits.</summary>
    /// <exception cref="InvalidSettingException">A share is out of its limits; the message names it.</exception>
    public void Validate()
    {
        if (Holdout is not (>= 0.05 and <= 0.9))
        {
            throw new InvalidSettingException("The comparison's 'holdout' must be from 0.05 to 0.9.");
        }

        if (Validation is not (>= 0 and <= 0.5) || Holdout + Validation >= 1)
        {
            throw new InvalidSettingException(
                "The comparison's 'validation' must be from 0 to 0.5, and leave something to train on beside 'holdout'."
            );
        }
    }

    /// <summary>The part of a sample.</summary>
    public PromptPart Of(Sample sample)
    {
        // The upper half of the hash as a number from 0 to 1.
        var lot = (double)(ulong)(PromptHash.Of(PromptText.Of(sample)) >> 64) / ulong.MaxValue;
        return lot < Holdout ? PromptPart.Evaluation
            : lot < Holdout + Validation ? PromptPart.Validation
            : PromptPart.Training;
    }
}
