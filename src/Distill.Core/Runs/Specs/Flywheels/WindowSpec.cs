namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>A window that a person, or the timer, has set.</summary>
public sealed record WindowSpec
{
    /// <summary>First moment.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>First moment after it.</summary>
    public required DateTimeOffset To { get; init; }
}
