namespace Distill.Core.Evaluation.Measuring;

/// <summary>What the answers of an evaluation are measured by.</summary>
public enum EvaluationMode
{
    /// <summary>The label that an answer names, against the expected one.</summary>
    Labels,

    /// <summary>The text, against a reference: exact match, ROUGE, BLEU, chrF, JSON fields.</summary>
    Texts,

    /// <summary>A judge's scores by the dimensions of a rubric.</summary>
    Rubric,

    /// <summary>A judge's choice between two answers, asked in both orders.</summary>
    Pairwise,

    /// <summary>Programs that tell whether an answer keeps what was asked for.</summary>
    Checks,
}
