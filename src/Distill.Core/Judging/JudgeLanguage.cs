namespace Distill.Core.Judging;

/// <summary>The language of a judge prompt.</summary>
public enum JudgeLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>Chinese.</summary>
    Chinese,
}
