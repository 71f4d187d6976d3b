namespace Distill.Cleaning.Benchmarks;

/// <summary>What a record of the corpus was made as.</summary>
internal enum RecordKind
{
    /// <summary>A text of its own.</summary>
    Original,

    /// <summary>The text of an earlier record, perhaps in other case or spacing.</summary>
    Exact,

    /// <summary>The text of an earlier record with some words changed.</summary>
    Near,

    /// <summary>A line that was cut off.</summary>
    Malformed,

    /// <summary>A record without an answer or a prompt, or far too long.</summary>
    Junk,
}
