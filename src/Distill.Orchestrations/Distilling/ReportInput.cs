using Distill.Core.Inference;
using Distill.Core.Reporting;

namespace Distill.Orchestrations.Distilling;

/// <summary>What the report goes by besides the run's blobs.</summary>
public sealed record ReportInput
{
    /// <summary>The last measurement.</summary>
    public required MeasureInput Measure { get; init; }

    /// <summary>The stages done so far.</summary>
    public required IReadOnlyList<StageReport> Stages { get; init; }

    /// <summary>Ids of the datasets by role, in order of making.</summary>
    public required IReadOnlyDictionary<string, string> Datasets { get; init; }

    /// <summary>What was used by <c>model/stage</c>.</summary>
    public required IReadOnlyDictionary<string, InferenceUsage> Usage { get; init; }

    /// <summary>The models that the emulator answered for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the report was asked for.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}
