using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Training;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Probes a model by the list of models that its endpoint serves.</summary>
internal sealed class ModelProbe(PlatformClient platform, TimeProvider time) : IModelProbe
{
    private const string EmulatorHeader = "x-distill-emulator";
    private const int Named = 5;

    /// <inheritdoc />
    public async Task<ModelProbeResult> ProbeAsync(ModelEntry model, CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        try
        {
            using var response = await platform.SendAsync(model, HttpMethod.Get, "models", cancellationToken: cancellationToken);
            var list = await PlatformClient.ReadAsync(model, "models", response, ModelListJson.Default.ModelList, cancellationToken);
            CheckServed(model, list);
            return new ModelProbeResult(
                model.Name,
                response.Headers.Contains(EmulatorHeader),
                time.GetElapsedTime(start).TotalMilliseconds
            );
        }
        catch (ModelPlatformException exception)
        {
            throw new ModelAccessException(
                model.Name,
                $"{exception.Message} The list of models is needed before anything is paid: check Models:{model.Name}:Endpoint, it usually ends with /v1.",
                exception
            );
        }
    }

    private static void CheckServed(ModelEntry model, ModelList list)
    {
        var served = list.Data?.Select(item => item.Id).OfType<string>().Order(StringComparer.Ordinal).ToList() ?? [];
        if (!served.Contains(model.Model, StringComparer.Ordinal))
        {
            var some = string.Join(", ", served.Take(Named)) + (served.Count > Named ? ", …" : "");
            throw new ModelAccessException(
                model.Name,
                AccessProblem.UnknownModel(model, served.Count == 0 ? "it serves none" : $"it serves {some}")
            );
        }
    }
}
