namespace Distill.Core.Formats.Writing;

/// <summary>Which parts of a sample, besides its turns, a format has a place for.</summary>
[Flags]
internal enum CarriedParts
{
    /// <summary>The turns only.</summary>
    None = 0,

    /// <summary>The id.</summary>
    Id = 1,

    /// <summary>Labels.</summary>
    Labels = 2,

    /// <summary>A thumb up or down.</summary>
    Thumb = 4,

    /// <summary>Chosen and rejected answers.</summary>
    Pair = 8,

    /// <summary>The assistant turn that closes the conversation.</summary>
    Answer = 16,
}
