using Distill.Core.Models;
using Distill.Providers.OpenAICompatible;

namespace Distill.Providers.Inference;

/// <summary>Decides by status and error body what an unserved request means for its call and for the run. Pure.</summary>
internal static class AttemptClassifier
{
    /// <summary>The outcome of an HTTP answer other than success.</summary>
    public static AttemptOutcome Classify(ModelEntry model, int status, ProviderError error, TimeSpan? retryAfter) =>
        status switch
        {
            401 or 403 => AttemptOutcome.Denied(AccessProblem.WrongKey(model, status)),
            402 => AttemptOutcome.Denied(AccessProblem.OutOfQuota(model, error.Message)),
            404 => AttemptOutcome.Denied(AccessProblem.UnknownModel(model, error.Message)),
            429 when error.IsOutOfQuota => AttemptOutcome.Denied(AccessProblem.OutOfQuota(model, error.Message)),
            429 => AttemptOutcome.Throttled(Say(status, error), retryAfter),
            // 409: a lock at the provider, which its own SDKs retry as well. 425: too early.
            408 or 409 or 425 or >= 500 => AttemptOutcome.Failed(Say(status, error), retryAfter),
            >= 400 when error.IsWrongKey => AttemptOutcome.Denied(AccessProblem.WrongKey(model, status)),
            >= 400 when error.IsUnknownModel => AttemptOutcome.Denied(AccessProblem.UnknownModel(model, error.Message)),
            >= 400 when error.IsContentFilter => AttemptOutcome.Refused("content_filter", Say(status, error)),
            >= 400 when error.IsContextLength => AttemptOutcome.Refused("context_length", Say(status, error)),
            405 => AttemptOutcome.Denied(AccessProblem.WrongAddress(model, status)),
            >= 400 => AttemptOutcome.Refused("invalid_request", Say(status, error)),
            // Redirects are not followed: a key must not travel to an address that nobody configured.
            _ => AttemptOutcome.Denied(AccessProblem.WrongAddress(model, status)),
        };

    private static string Say(int status, ProviderError error) =>
        error.Message.Length == 0 ? $"HTTP {status}" : $"HTTP {status}: {error.Message}";
}
