using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>Where nothing can be looked up.</summary>
internal sealed class NoReferences : IReferenceReader
{
    public static NoReferences Instance { get; } = new();

    public IAsyncEnumerable<Sample> ReadAsync(string name, CancellationToken cancellationToken) =>
        throw new ReferenceException($"'{name}' cannot be read: no other data is at hand where this recipe runs. Leave the operator out.");
}
