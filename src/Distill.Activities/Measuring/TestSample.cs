namespace Distill.Activities.Measuring;

/// <summary>A sample of the test set as measurements need it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Prompt">What is asked.</param>
/// <param name="Expected">The value or text that is right; null when the sample has none.</param>
internal sealed record TestSample(string Id, string Prompt, string? Expected);
