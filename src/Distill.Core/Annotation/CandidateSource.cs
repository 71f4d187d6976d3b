namespace Distill.Core.Annotation;

/// <summary>Who wrote a candidate answer.</summary>
public enum CandidateSource
{
    /// <summary>The teacher drafted it.</summary>
    Teacher,

    /// <summary>The model that was online gave it to the user.</summary>
    Online,

    /// <summary>The user made it of the online reply.</summary>
    UserEdit,
}
