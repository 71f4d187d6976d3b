namespace Distill.Core.Sampling;

/// <summary>The field of a stratified draw has too many values to be classes. The message says how many are allowed and what to do.</summary>
public sealed class TooManyStrataException(string message) : Exception(message);
