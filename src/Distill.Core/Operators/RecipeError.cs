namespace Distill.Core.Operators;

/// <summary>What is wrong with a step of a recipe.</summary>
/// <param name="Step">Position of the step, from 0.</param>
/// <param name="Parameter">The parameter concerned, or null when it is the step itself.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record RecipeError(int Step, string? Parameter, string Message);
