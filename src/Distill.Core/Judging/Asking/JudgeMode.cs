namespace Distill.Core.Judging.Asking;

/// <summary>What a judge is asked.</summary>
public enum JudgeMode
{
    /// <summary>Scores for each answer by itself, by the dimensions of a rubric.</summary>
    Rubric,

    /// <summary>Which of two answers is better, asked in both orders.</summary>
    Pairwise,
}
