using System.Runtime.CompilerServices;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Core.Formats;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Cli.Cleaning;

/// <summary>Files that a recipe names. A relative name is looked for beside the recipe, then in the working directory.</summary>
/// <param name="recipe">The recipe's path; null for a recipe without a file.</param>
internal sealed class ReferenceFiles(string? recipe) : IReferenceReader
{
    public async IAsyncEnumerable<Sample> ReadAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await OpenAsync(Find(name), name, cancellationToken);
        await foreach (var item in reader.ReadAsync(cancellationToken))
        {
            if (item.IsSample)
            {
                yield return item.Sample;
            }
        }
    }

    private string Find(string name)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(recipe ?? ".")) ?? "", name);
        return recipe is not null && File.Exists(beside) ? beside : Path.GetFullPath(name);
    }

    private static async Task<ImportReader> OpenAsync(string path, string name, CancellationToken cancellationToken)
    {
        try
        {
            var options = await ReadOptions.CompleteAsync(new ImportOptions(), path, null, cancellationToken);
            return await ImportReader.OpenAsync(InputFile.Open(path), Path.GetFileName(path), options, cancellationToken);
        }
        catch (Exception wrong) when (wrong is ImportException or CliException)
        {
            throw new ReferenceException($"'{name}' cannot be read: {wrong.Message}", wrong);
        }
    }
}
