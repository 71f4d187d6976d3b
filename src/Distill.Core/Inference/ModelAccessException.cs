namespace Distill.Core.Inference;

/// <summary>A model cannot be used at all: unreachable, unauthorised, or unknown at its endpoint. Run-level and not worth a retry.</summary>
/// <param name="model">Name of the configuration entry.</param>
/// <param name="message">What happened, where, and the remedy.</param>
/// <param name="inner">The cause.</param>
public sealed class ModelAccessException(string model, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Name of the configuration entry.</summary>
    public string Model { get; } = model;
}
