namespace Distill.Core.Inference;

/// <summary>Why a call will never be answered.</summary>
/// <param name="Reason">Short stable reason: <c>content_filter</c>, <c>context_length</c>, <c>invalid_request</c>, <c>deadline</c>, <c>server_error</c>.</param>
/// <param name="Message">What the provider said.</param>
public sealed record CallRefusal(string Reason, string Message);
