namespace Distill.Core.Planning;

/// <summary>A limit that a planned run would hit.</summary>
/// <param name="Limit">The limit in a word or two.</param>
/// <param name="Message">Figures and what to do.</param>
public sealed record PlanWarning(string Limit, string Message);
