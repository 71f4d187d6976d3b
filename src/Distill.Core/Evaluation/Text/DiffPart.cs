namespace Distill.Core.Evaluation.Text;

/// <summary>A run of text in a comparison of two texts.</summary>
/// <param name="Kind">Where it stands.</param>
/// <param name="Text">The run; not empty.</param>
public sealed record DiffPart(DiffKind Kind, string Text);
