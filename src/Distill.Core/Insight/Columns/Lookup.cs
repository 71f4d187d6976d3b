namespace Distill.Core.Insight.Columns;

/// <summary>Whether an object has a member.</summary>
internal enum Lookup
{
    /// <summary>It has none of the name.</summary>
    Absent,

    /// <summary>It has one.</summary>
    Found,

    /// <summary>It has several, or keys with escapes: that is for a parser to tell.</summary>
    Unsure,
}
