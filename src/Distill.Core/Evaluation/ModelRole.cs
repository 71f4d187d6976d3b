namespace Distill.Core.Evaluation;

/// <summary>The part a model plays in a run.</summary>
public enum ModelRole
{
    /// <summary>The model that is to be replaced.</summary>
    Teacher,

    /// <summary>A candidate as it came, before fine-tuning.</summary>
    StudentBefore,

    /// <summary>A candidate after fine-tuning.</summary>
    StudentAfter,
}
