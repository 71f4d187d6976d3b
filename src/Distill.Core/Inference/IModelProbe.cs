using Distill.Core.Models;

namespace Distill.Core.Inference;

/// <summary>Finds out whether a model can be used before anything is paid. Thread-safe.</summary>
public interface IModelProbe
{
    /// <summary>Asks the endpoint for its models with the entry's key; no chat call is made.</summary>
    /// <exception cref="ModelAccessException">Unreachable, key missing or refused, or the model is not served there; the message names the remedy.</exception>
    Task<ModelProbeResult> ProbeAsync(ModelEntry model, CancellationToken cancellationToken = default);
}
