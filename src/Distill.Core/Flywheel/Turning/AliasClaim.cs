namespace Distill.Core.Flywheel.Turning;

/// <summary>A turn's hold on an alias.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="RunId">The turn's run.</param>
/// <param name="Since">When it was taken.</param>
public sealed record AliasClaim(string Alias, string RunId, DateTimeOffset Since);
