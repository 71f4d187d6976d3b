using Distill.Core.Models;

namespace Distill.Api.Models;

/// <summary>All models a host knows.</summary>
/// <param name="Configured">Entries of the configuration, by name.</param>
/// <param name="Trained">Versions that runs have trained, newest first.</param>
public sealed record ModelList(IReadOnlyList<ConfiguredModel> Configured, IReadOnlyList<ModelVersion> Trained);
