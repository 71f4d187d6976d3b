namespace Distill.Core.Judging;

/// <summary>The scale of a judge: whole numbers from worst to best; higher is better.</summary>
/// <param name="Min">The worst score.</param>
/// <param name="Max">The best score.</param>
public sealed record JudgeScale(int Min, int Max)
{
    /// <summary>1 (useless) to 5 (as good as the reference).</summary>
    public static JudgeScale Default { get; } = new(1, 5);
}
