namespace Distill.Core.Filtering.Conditions;

/// <summary>Where in a text a part is looked for.</summary>
public enum TextPlace
{
    /// <summary>Anywhere: <c>contains</c>.</summary>
    Anywhere,

    /// <summary>At its start: <c>starts with</c>.</summary>
    Start,

    /// <summary>At its end: <c>ends with</c>.</summary>
    End,
}
