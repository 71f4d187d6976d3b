using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Distill.Storage.Azure;

/// <summary>Counts how often a request was sent, for calls whose answer reads differently when an earlier try may have done the work.</summary>
internal sealed class AttemptCounter : HttpPipelineSynchronousPolicy
{
    private const string Property = "distill.attempts";

    /// <summary>Runs a call and tells, with its failure if any, how many requests it sent.</summary>
    public static async Task<(RequestFailedException? Failure, int Attempts)> CountAsync(Func<Task> call)
    {
        var attempts = new Attempts();
        using var scope = HttpPipeline.CreateHttpMessagePropertiesScope(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [Property] = attempts }
        );
        try
        {
            await call();
            return (null, attempts.Count);
        }
        catch (RequestFailedException failure)
        {
            return (failure, attempts.Count);
        }
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.TryGetProperty(Property, out var value) && value is Attempts attempts)
        {
            attempts.Count++;
        }
    }

    // The tries of one call follow each other, so plain counting is enough.
    private sealed class Attempts
    {
        public int Count { get; set; }
    }
}
