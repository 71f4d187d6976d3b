using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Providers.OpenAICompatible;

namespace Distill.Providers.Inference;

/// <summary>Tells an endpoint that restarts from one that is not there: unreachable is what gave no connection for a whole while. Thread-safe.</summary>
internal sealed class ReachabilityWatch(TimeProvider time, TimeSpan patience)
{
    private readonly Lock _gate = new();
    private long? _since;

    /// <summary>Takes note of an attempt.</summary>
    /// <param name="model">The model that was asked.</param>
    /// <param name="outcome">How it ended: only <see cref="AttemptKind.Unreachable"/> made no connection.</param>
    /// <exception cref="ModelAccessException">Patience is at its end.</exception>
    public void Note(ModelEntry model, AttemptOutcome outcome)
    {
        lock (_gate)
        {
            _since = outcome.Kind == AttemptKind.Unreachable ? _since ?? time.GetTimestamp() : null;
            if (_since is { } since && time.GetElapsedTime(since) >= patience)
            {
                throw new ModelAccessException(model.Name, AccessProblem.Unreachable(model, outcome.Message));
            }
        }
    }
}
