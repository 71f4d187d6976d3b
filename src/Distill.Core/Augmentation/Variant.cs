namespace Distill.Core.Augmentation;

/// <summary>A new text before it is asked about.</summary>
/// <param name="Id">Its row's id: follows from the text.</param>
/// <param name="Call">The call that made it.</param>
/// <param name="Text">The text.</param>
/// <param name="Similarity">ROUGE-L (F1) with the nearest seed of the call.</param>
public sealed record Variant(string Id, AugmentationCall Call, string Text, double Similarity);
