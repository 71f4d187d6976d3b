using Distill.Core.Gateway;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>The aliases of section <c>Gateway:Aliases</c>.</summary>
internal sealed class ConfiguredAliases(IOptions<GatewayOptions> options) : IAliasCatalog
{
    /// <inheritdoc />
    public ModelAlias? Find(string name) => options.Value.Aliases.TryGetValue(name, out var alias) ? alias.ToAlias(name) : null;

    /// <inheritdoc />
    public IReadOnlyList<ModelAlias> List() => [.. options.Value.Aliases.Select(pair => pair.Value.ToAlias(pair.Key))];
}
