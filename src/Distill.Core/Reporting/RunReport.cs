using System.Text.Json.Serialization;
using Distill.Core.Augmentation;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Candidates;
using Distill.Core.Insight.Changes;

namespace Distill.Core.Reporting;

/// <summary>Everything a run has to say for itself. Rendered by <see cref="ReportJson"/>, <see cref="ReportMarkdown"/> and <see cref="ReportHtml"/>.</summary>
public sealed record RunReport
{
    /// <summary>Version of the JSON schema; raised when a field is renamed or removed, not when one is added.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>True when the model emulator answered for any model: then latencies and prices are settings, not a provider's.</summary>
    public bool Emulated { get; init; }

    /// <summary>The models that the emulator answered for.</summary>
    public IReadOnlyList<string> EmulatedModels { get; init; } = [];

    /// <summary>The specification in short.</summary>
    public IReadOnlyList<ReportFact> Spec { get; init; } = [];

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>The datasets, in order of making.</summary>
    public IReadOnlyList<DatasetReport> Datasets { get; init; } = [];

    /// <summary>What the teacher added to thin classes of the last round's training set; absent when the run asked for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AugmentationResult? Augmentation { get; init; }

    /// <summary>How the recipe changed the teacher's answers of all rounds; absent for reports of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DataChange? Cleaning { get; init; }

    /// <summary>The models compared: the teacher first, then each candidate before and after.</summary>
    public IReadOnlyList<ReportedModel> Models { get; init; } = [];

    /// <summary>The trained students by quality, latency and cost, and the one that the scene's weights recommend; absent when none was trained.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CandidateMatrix? Matrix { get; init; }

    /// <summary>The trainings.</summary>
    public IReadOnlyList<TrainingReport> Trainings { get; init; } = [];

    /// <summary>What was used and paid, by model and stage.</summary>
    public IReadOnlyList<UsageReport> Usage { get; init; } = [];

    /// <summary>Answers side by side, worst cases first.</summary>
    public IReadOnlyList<ReportExample> Examples { get; init; } = [];

    /// <summary>The decision; null when the run ended before one.</summary>
    public DistillationDecision? Decision { get; init; }

    /// <summary>The currency of all money, for example <c>USD</c> or <c>¥</c>; shown as it is.</summary>
    public string Currency { get; init; } = "USD";
}
