using Distill.Core.Models;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Keys from environment variables, for callers outside this project.</summary>
internal sealed class EnvironmentModelKeys : IModelKeys
{
    /// <inheritdoc />
    public string? Find(ModelEntry model) => ModelKeys.Find(model);
}
