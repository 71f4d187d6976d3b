using Distill.Core.Inference;

namespace Distill.Core.Models;

/// <summary>Keys of model platforms. Thread-safe; a rotated key is taken up, none is kept.</summary>
public interface IModelKeys
{
    /// <summary>The key of a model; null when its endpoint asks for none.</summary>
    /// <exception cref="ModelAccessException">It should have one, and there is none.</exception>
    string? Find(ModelEntry model);
}
