using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Faults;
using Distill.ModelEmulator.Throttling;

namespace Distill.ModelEmulator.Models;

/// <summary>A model that clients can name. Thread-safe.</summary>
internal sealed class ServedModel(
    string name,
    EmulatedModelOptions options,
    IResponder? responder,
    DateTimeOffset created,
    TimeProvider timeProvider
)
{
    private long requests = -1;

    /// <summary>Name.</summary>
    public string Name { get; } = name;

    /// <summary>Its settings; a fine-tuned model has those of its base.</summary>
    public EmulatedModelOptions Options { get; } = options;

    /// <summary>Its mind; null for a model without chat.</summary>
    public IResponder? Responder { get; } = responder;

    /// <summary>Its faults and latencies.</summary>
    public FaultPlan Faults { get; } = new(options);

    /// <summary>Its limits.</summary>
    public RateLimit Limit { get; } = new(options.RequestsPerMinute, options.TokensPerMinute, timeProvider);

    /// <summary>Numbers the next request, from 0.</summary>
    public long NextIndex() => Interlocked.Increment(ref requests);

    /// <summary>Goes on after the requests of an earlier process.</summary>
    public ServedModel After(long earlierRequests)
    {
        requests = earlierRequests - 1;
        return this;
    }

    /// <summary>The model object of the API.</summary>
    public object ToBody() =>
        new
        {
            id = Name,
            @object = "model",
            created = created.ToUnixTimeSeconds(),
            owned_by = "distill-emulator",
        };
}
