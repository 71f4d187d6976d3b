namespace Distill.Core.Judging.Verdicts;

/// <summary>What a verdict file amounts to. Rendered by <see cref="VerdictRendering"/>.</summary>
public sealed record VerdictSummary
{
    /// <summary>Verdicts read.</summary>
    public required long Verdicts { get; init; }

    /// <summary>Lines that could not be used, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }

    /// <summary>Lines that repeat a verdict; they count only as further votes.</summary>
    public required long Repeated { get; init; }

    /// <summary>Verdicts that contradict an earlier one of the same judge on the same pair in the same order; the first one counts.</summary>
    public required long Contradicting { get; init; }

    /// <summary>By judge, dimension and slice, all pairs before their slices.</summary>
    public required IReadOnlyList<VerdictGroupSummary> Groups { get; init; }

    /// <summary>What looks wrong with the file; empty when nothing does.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
