using Distill.Core.Models;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Checks that the aliases lead to configured models.</summary>
internal sealed class GatewayOptionsValidator(IModelCatalog catalog) : IValidateOptions<GatewayOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        string[] failures =
        [
            .. options.Aliases.SelectMany(alias =>
                alias
                    .Value.ToAlias(alias.Key)
                    .Faults(catalog.Entries.ContainsKey)
                    .Select(fault => $"{GatewayOptions.Section}:Aliases:{alias.Key}:{fault.Field} {fault.Message}")
            ),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
