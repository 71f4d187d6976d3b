namespace Distill.Core.Training.Curves;

/// <summary>The curve of one fine-tuning job.</summary>
/// <param name="Points">By step.</param>
/// <param name="Skipped">Lines of the result file that could not be read, with the reason: <c>line 7: step 'x' is not a number</c>.</param>
public sealed record LossCurve(IReadOnlyList<LossPoint> Points, IReadOnlyList<string> Skipped)
{
    /// <summary>No point.</summary>
    public static LossCurve Empty { get; } = new([], []);
}
