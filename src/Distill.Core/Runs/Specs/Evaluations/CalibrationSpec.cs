using System.Text.Json.Serialization;
using Distill.Core.Evaluation.Calibrating;

namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>People's verdicts that judges are held against: labels of the evaluation set, or decisions of annotation. Exactly one of <see cref="Labels"/> and <see cref="Annotations"/>.</summary>
[JsonConverter(typeof(CalibrationSpecConverter))]
public sealed record CalibrationSpec
{
    /// <summary>Prefix of the set's labels that hold people's verdicts, or null.</summary>
    public string? Labels { get; init; }

    /// <summary>Id of an annotation project, or null.</summary>
    public string? Annotations { get; init; }

    /// <summary>The annotation round whose decisions count; null is all.</summary>
    public string? Round { get; init; }

    /// <summary>Most choices between two answers, 1 to 10,000. Default 200.</summary>
    public int Limit { get; init; } = AnnotationSource.DefaultLimit;

    /// <summary>The decisions of annotation; null where labels of the set are meant.</summary>
    public AnnotationSource? ToAnnotations() => Annotations is { } project ? new AnnotationSource(project, Round, Limit) : null;
}
