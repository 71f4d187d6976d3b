using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>Finds data that a recipe names: a file where a file is cleaned, a dataset in a run.</summary>
public interface IReferenceReader
{
    /// <summary>The samples of a file or dataset. Records that are no samples are passed over.</summary>
    /// <param name="name">The name as the recipe has it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReferenceException">There is no such data, or it cannot be read.</exception>
    IAsyncEnumerable<Sample> ReadAsync(string name, CancellationToken cancellationToken);
}
