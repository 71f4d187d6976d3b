namespace Distill.Cli.Diagnosis;

/// <summary>Neighbouring cells of a drawing that show the same thing.</summary>
/// <param name="Part">What they show.</param>
/// <param name="Text">One character a cell.</param>
internal sealed record PlotRun(PlotPart Part, string Text);
