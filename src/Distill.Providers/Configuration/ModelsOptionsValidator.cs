using Microsoft.Extensions.Options;

namespace Distill.Providers.Configuration;

/// <summary>Fails the start with every error of the section at once.</summary>
internal sealed class ModelsOptionsValidator : IValidateOptions<ModelsOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, ModelsOptions options) =>
        options.Errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Errors);
}
