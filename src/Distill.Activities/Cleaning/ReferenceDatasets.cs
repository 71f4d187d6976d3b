using System.Runtime.CompilerServices;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Activities.Cleaning;

/// <summary>Datasets that a recipe names by their ids.</summary>
internal sealed class ReferenceDatasets(RunWorkspace workspace) : IReferenceReader
{
    public async IAsyncEnumerable<Sample> ReadAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var manifest =
            await workspace.FindDatasetAsync(name, cancellationToken)
            ?? throw new ReferenceException(
                $"There is no dataset '{name}' to compare with. Import the evaluation data under that id first."
            );
        await foreach (var sample in workspace.Library.ReadAsync(manifest, cancellationToken: cancellationToken))
        {
            yield return sample;
        }
    }
}
