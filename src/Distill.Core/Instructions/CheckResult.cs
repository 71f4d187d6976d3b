namespace Distill.Core.Instructions;

/// <summary>What a program check found in an answer.</summary>
/// <param name="Findings">Everything checked, or, where only faults can be listed, the faults; empty when there was nothing to check or nothing to complain of.</param>
/// <param name="Passed">True when the answer is as it should be.</param>
public sealed record CheckResult(IReadOnlyList<CheckFinding> Findings, bool Passed)
{
    /// <summary>Share of the findings that passed, 0 to 1; of an empty list 1 when passed, else 0.</summary>
    public double Score => Findings.Count == 0 ? (Passed ? 1 : 0) : (double)Findings.Count(finding => finding.Passed) / Findings.Count;

    /// <summary>The result that all findings decide together.</summary>
    public static CheckResult Of(IReadOnlyList<CheckFinding> findings) => new(findings, findings.All(finding => finding.Passed));
}
