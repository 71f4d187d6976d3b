namespace Distill.Core.Operators;

/// <summary>Data that a recipe names cannot be read; the message says which, why, and what to do.</summary>
public sealed class ReferenceException(string message, Exception? inner = null) : Exception(message, inner);
