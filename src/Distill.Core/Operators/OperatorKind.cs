namespace Distill.Core.Operators;

/// <summary>The kinds of operators.</summary>
public enum OperatorKind
{
    /// <summary>Changes samples.</summary>
    Mapper,

    /// <summary>Drops samples, each judged by itself.</summary>
    Filter,

    /// <summary>Drops samples in the light of the others.</summary>
    Deduplicator,
}
