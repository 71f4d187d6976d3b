namespace Distill.Api.Access;

/// <summary>Registered by a host that may run without any key because only its own machine reaches it. Without it, no key means no start.</summary>
internal sealed class OpenAccess;
