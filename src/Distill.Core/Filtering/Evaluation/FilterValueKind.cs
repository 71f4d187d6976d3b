namespace Distill.Core.Filtering.Evaluation;

/// <summary>Kinds of values that a field has.</summary>
internal enum FilterValueKind
{
    /// <summary>Missing or null.</summary>
    Missing,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Flag,

    /// <summary>A moment.</summary>
    Time,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Structure,
}
