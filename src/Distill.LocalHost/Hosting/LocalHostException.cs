namespace Distill.LocalHost.Hosting;

/// <summary>The local host cannot start or go on.</summary>
/// <param name="message">What, where and the remedy; meant for people.</param>
/// <param name="inner">The cause.</param>
public sealed class LocalHostException(string message, Exception? inner = null) : Exception(message, inner);
