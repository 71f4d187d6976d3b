namespace Distill.Core.Storage;

/// <summary>What must hold of a blob for a write or delete to happen. The default asks nothing.</summary>
public readonly record struct BlobCondition
{
    /// <summary>The blob must not exist.</summary>
    public static BlobCondition Absent { get; } = new() { MustBeAbsent = true };

    /// <summary>True: the blob must not exist.</summary>
    public bool MustBeAbsent { get; private init; }

    /// <summary>The version that must be current, or null.</summary>
    public string? ETag { get; private init; }

    /// <summary>The blob must be at this version.</summary>
    public static BlobCondition Match(string etag) => new() { ETag = etag };
}
