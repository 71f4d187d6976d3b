namespace Distill.Core.Splits;

/// <summary>The part of a dataset that a sample serves.</summary>
public enum SplitSet
{
    /// <summary>Teaches the student.</summary>
    Train,

    /// <summary>Watches the training.</summary>
    Validation,

    /// <summary>Judges the result; nothing is tuned on it.</summary>
    Test,
}
