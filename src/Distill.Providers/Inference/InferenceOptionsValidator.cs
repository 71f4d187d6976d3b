using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Distill.Providers.Inference;

/// <summary>Checks <see cref="InferenceOptions"/> by their attributes. Not source-generated: that drops the attributes' messages, which name the keys.</summary>
internal sealed class InferenceOptionsValidator : IValidateOptions<InferenceOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        var problems = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(problem => problem.ErrorMessage!));
    }
}
