using System.Runtime.InteropServices;

namespace Distill.Core.Evaluation.Text;

/// <summary>One ROUGE score of an answer, each part 0 to 1; higher is better.</summary>
/// <param name="Precision">Share of the answer that the reference has.</param>
/// <param name="Recall">Share of the reference that the answer has.</param>
/// <param name="F1">Their harmonic mean; 0 when both are 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RougeScore(double Precision, double Recall, double F1)
{
    internal static RougeScore Of(long shared, long answered, long expected)
    {
        var precision = answered == 0 ? 0 : (double)shared / answered;
        var recall = expected == 0 ? 0 : (double)shared / expected;
        return new RougeScore(precision, recall, shared == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }
}
