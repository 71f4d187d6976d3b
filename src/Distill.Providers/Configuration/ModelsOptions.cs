using Distill.Core.Models;

namespace Distill.Providers.Configuration;

/// <summary>The section <c>Models</c> as it was read: entries, and what is wrong with it.</summary>
internal sealed class ModelsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Models";

    public Dictionary<string, ModelEntry> Entries { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Errors { get; } = [];
}
