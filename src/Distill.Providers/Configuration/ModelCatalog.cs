using Distill.Core.Models;
using Microsoft.Extensions.Options;

namespace Distill.Providers.Configuration;

/// <summary>The models of the configuration section <c>Models</c>; names ignore case. Immutable.</summary>
internal sealed class ModelCatalog(IOptions<ModelsOptions> options) : IModelCatalog
{
    /// <inheritdoc />
    public IReadOnlyDictionary<string, ModelEntry> Entries { get; } = options.Value.Entries;
}
