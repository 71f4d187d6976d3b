using Distill.Core.Inference;
using Distill.Core.Models;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Keys of models, read from the environment each time, so that a rotated key is taken up and none is kept.</summary>
internal static class ModelKeys
{
    /// <summary>The key of a model; null when it needs none.</summary>
    /// <exception cref="ModelAccessException">The variable is not set.</exception>
    public static string? Find(ModelEntry model)
    {
        if (model.ApiKeyVariable is null)
        {
            return null;
        }

        var key = Environment.GetEnvironmentVariable(model.ApiKeyVariable);
        return string.IsNullOrWhiteSpace(key) ? throw new ModelAccessException(model.Name, AccessProblem.MissingKey(model)) : key.Trim();
    }
}
