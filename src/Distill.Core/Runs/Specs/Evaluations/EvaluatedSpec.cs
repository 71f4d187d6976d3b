using Distill.Core.Evaluation.Gates;
using Distill.Core.Inference;

namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>A model of an evaluation: one that is asked, or a dataset of its answers. Exactly one of <see cref="Model"/> and <see cref="Dataset"/>.</summary>
public sealed record EvaluatedSpec
{
    /// <summary>Name for people, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Name of a configured model, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The provider's name of a fine-tuned model, asked through <see cref="Model"/>; or null.</summary>
    public string? FineTunedModel { get; init; }

    /// <summary>What is asked besides the messages.</summary>
    public ChatParameters Parameters { get; init; } = new();

    /// <summary>True lets the cross-run response cache answer. Default false, so that latency is measured.</summary>
    public bool Cache { get; init; }

    /// <summary>Id of a dataset of answers, or null.</summary>
    public string? Dataset { get; init; }

    /// <summary>True for the teacher.</summary>
    public bool Teacher { get; init; }

    /// <summary>The model as a decision names it; null for a dataset of answers.</summary>
    public DecidedModel? ToDecided() => Model is null ? null : new DecidedModel(Model, FineTunedModel);

    /// <summary>The name that reports show.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string ShownName => Name ?? FineTunedModel ?? Model ?? Dataset ?? "";
}
