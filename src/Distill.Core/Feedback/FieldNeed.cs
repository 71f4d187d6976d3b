namespace Distill.Core.Feedback;

/// <summary>Whether an event has a field.</summary>
public enum FieldNeed
{
    /// <summary>It must not have it.</summary>
    None = 0,

    /// <summary>It may have it.</summary>
    Optional = 1,

    /// <summary>It must have it.</summary>
    Required = 2,
}
