using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Fills a parameter with the durable task client.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Task hub; null is the one of <c>host.json</c>.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Name of the app setting that holds the storage connection; null is the provider's default.</summary>
    public string? ConnectionName { get; set; }
}
