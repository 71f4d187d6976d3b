namespace Distill.Api.Annotations;

/// <summary>Asks for a new project.</summary>
/// <param name="Id">1 to 64 lower-case letters, digits and hyphens.</param>
/// <param name="Name">Name for people; the id when null.</param>
/// <param name="Guidelines">First version of the guidelines, or null.</param>
/// <param name="LeaseSeconds">How long a lease holds: 30 to 86,400. Default 900.</param>
/// <param name="DoubleShare">Share of tasks that two people decide: 0 to 1. Default 0.1.</param>
/// <param name="Seed">Chooses which. Default 0.</param>
public sealed record ProjectRequest(
    string Id,
    string? Name = null,
    string? Guidelines = null,
    int LeaseSeconds = 900,
    double DoubleShare = 0.1,
    int Seed = 0
);
