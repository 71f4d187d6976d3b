namespace Distill.Core.Evaluation;

/// <summary>A setting of a spec cannot be used. The message is for the person who wrote it: what is wrong, and what is allowed.</summary>
/// <param name="message">What is wrong, and what is allowed.</param>
/// <param name="inner">The cause.</param>
public sealed class InvalidSettingException(string message, Exception? inner = null) : ArgumentException(message, inner);
