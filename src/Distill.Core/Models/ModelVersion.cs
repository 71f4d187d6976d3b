namespace Distill.Core.Models;

/// <summary>A fine-tuned student as the registry keeps it, with what it came from.</summary>
public sealed record ModelVersion
{
    /// <summary>The provider's name of the fine-tuned model.</summary>
    public required string Id { get; init; }

    /// <summary>The candidate's name in the run's specification.</summary>
    public required string Name { get; init; }

    /// <summary>The model that was fine-tuned.</summary>
    public required string BaseModel { get; init; }

    /// <summary>The run that trained it.</summary>
    public required string RunId { get; init; }

    /// <summary>Ids of the datasets it learned from.</summary>
    public required IReadOnlyList<string> Datasets { get; init; }

    /// <summary>The provider's job id.</summary>
    public required string JobId { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Measured quality by metric, for example <c>accuracy</c>; each in 0..1.</summary>
    public IReadOnlyDictionary<string, double> Quality { get; init; } = new Dictionary<string, double>();
}
