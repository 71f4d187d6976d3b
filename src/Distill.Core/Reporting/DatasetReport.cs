namespace Distill.Core.Reporting;

/// <summary>A dataset that a run made.</summary>
public sealed record DatasetReport
{
    /// <summary>Its role, for example <c>imported</c>, <c>clean</c>, <c>train</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its records.</summary>
    public required long Records { get; init; }

    /// <summary>Records rejected on the way to it, by <c>operator/reason</c> or reason.</summary>
    public IReadOnlyDictionary<string, long> Rejects { get; init; } = new Dictionary<string, long>();

    /// <summary>Its records by class; empty when it has no classes.</summary>
    public IReadOnlyDictionary<string, long> Classes { get; init; } = new Dictionary<string, long>();
}
