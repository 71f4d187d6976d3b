using Distill.Core.Gateway;

namespace Distill.Api.Gateway;

/// <summary>An alias of the configuration: section <c>Gateway:Aliases:NAME</c>. One of the same name in the store, which promotion sets, takes its place.</summary>
public sealed class AliasOptions
{
    /// <summary>Who answers.</summary>
    public List<AliasTargetOptions> Targets { get; init; } = [];

    /// <summary>Who is asked next when the target fails before its first byte.</summary>
    public List<AliasTargetOptions> Fallbacks { get; init; } = [];

    /// <summary>Who is asked beside.</summary>
    public List<AliasShadowOptions> Shadows { get; init; } = [];

    internal ModelAlias ToAlias(string name) =>
        new()
        {
            Name = name,
            Targets = [.. Targets.Select(target => target.ToTarget())],
            Fallbacks = [.. Fallbacks.Select(target => target.ToTarget())],
            Shadows = [.. Shadows.Select(shadow => shadow.ToShadow())],
        };
}
