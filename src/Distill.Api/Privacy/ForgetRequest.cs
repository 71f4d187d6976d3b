namespace Distill.Api.Privacy;

/// <summary>Asks to forget a user or one exchange.</summary>
/// <param name="User">The user's key as callers of the gateway send it; hashed here and kept nowhere.</param>
/// <param name="Asid">Id of an answer.</param>
/// <param name="DryRun">True to say only what would be forgotten.</param>
public sealed record ForgetRequest(string? User = null, string? Asid = null, bool DryRun = false);
