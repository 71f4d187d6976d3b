namespace Distill.Core.Runs.Specs;

/// <summary>A spec cannot be used; all its errors at once.</summary>
/// <param name="errors">The errors in the order of the document; at least one.</param>
public sealed class InvalidRunSpecException(IReadOnlyList<SpecError> errors) : Exception(string.Join('\n', errors))
{
    /// <summary>The errors in the order of the document.</summary>
    public IReadOnlyList<SpecError> Errors { get; } = errors;
}
