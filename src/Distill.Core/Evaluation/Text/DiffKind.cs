namespace Distill.Core.Evaluation.Text;

/// <summary>Where a run of text stands.</summary>
public enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>In the first text only.</summary>
    Removed,

    /// <summary>In the second text only.</summary>
    Added,
}
