namespace Distill.Core.Inference;

/// <summary>What a probe found out.</summary>
/// <param name="Model">Name of the configuration entry.</param>
/// <param name="Emulated">True when the model emulator answered: reports must say so.</param>
/// <param name="LatencyMs">How long the endpoint took to list its models, in milliseconds.</param>
public sealed record ModelProbeResult(string Model, bool Emulated, double LatencyMs);
