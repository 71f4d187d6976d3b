namespace Distill.Core.Normalization;

/// <summary>What folding does to a UTF-16 unit.</summary>
internal enum FoldClass : byte
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>It becomes lower case.</summary>
    Upper,

    /// <summary>A full-width form of an ASCII character becomes that character.</summary>
    Wide,

    /// <summary>White space: a run of it becomes one space.</summary>
    Space,

    /// <summary>It is left out.</summary>
    Invisible,

    /// <summary>It may change by normalisation, perhaps with its neighbours.</summary>
    Active,
}
