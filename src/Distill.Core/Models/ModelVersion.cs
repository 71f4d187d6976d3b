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

    /// <summary>Id of the trained version that training started from; null when it started from the base model.</summary>
    public string? Parent { get; init; }

    /// <summary>The decision to put it online; null while there is none, or when a person decided.</summary>
    public DecisionReference? Decision { get; init; }

    /// <summary>The times it went online, oldest first.</summary>
    public IReadOnlyList<ModelPromotion> Promotions { get; init; } = [];
}
