namespace Distill.Core.Inference;

/// <summary>Asks a model for all calls of a shard, paying once: journal first, cache next, then the model. Thread-safe.</summary>
public interface IShardInference
{
    /// <summary>Answers every call or refuses it; returns only then.</summary>
    /// <exception cref="ModelAccessException">The endpoint cannot be reached or the key is wrong: the run must stop, no further call is made.</exception>
    Task<ShardInferenceResult> RunAsync(
        ShardInferenceRequest request,
        IReadOnlyList<ChatCall> calls,
        CancellationToken cancellationToken = default
    );
}
