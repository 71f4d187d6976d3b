namespace Distill.Providers.OpenAICompatible;

/// <summary>Reads an unsuccessful answer.</summary>
internal static class Rejection
{
    /// <summary>What the platform said, as an exception to throw; <paramref name="key"/> is kept out of it.</summary>
    public static async Task<RejectedRequestException> ToRejectionAsync(
        this HttpResponseMessage response,
        string? key,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        new(
            (int)response.StatusCode,
            ProviderError.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken)).Without(key),
            RetryAfterHeader.Read(Header(response, "retry-after-ms"), Header(response, "Retry-After"), time.GetUtcNow())
        );

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
