using Distill.Core.Gateway;
using Distill.Core.Models;

namespace Distill.Api.Models;

/// <summary>All models a host knows.</summary>
/// <param name="Configured">Entries of the configuration, by name.</param>
/// <param name="Trained">Versions that runs have trained, newest first, with parents, decisions and the times they went online.</param>
/// <param name="Aliases">What stands behind the gateway's aliases now, by name.</param>
public sealed record ModelList(
    IReadOnlyList<ConfiguredModel> Configured,
    IReadOnlyList<ModelVersion> Trained,
    IReadOnlyList<ModelAlias> Aliases
);
