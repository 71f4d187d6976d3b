namespace Distill.Api.Annotations;

/// <summary>Shows the lease that a request is made under.</summary>
/// <param name="LeaseId">Id of the lease.</param>
public sealed record LeaseRequest(string LeaseId);
