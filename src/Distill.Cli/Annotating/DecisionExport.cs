using System.Text;
using Distill.Cli.Files;

namespace Distill.Cli.Annotating;

/// <summary>Writes the decisions on ended tasks to a file of JSON lines.</summary>
internal static class DecisionExport
{
    /// <summary>Writes all; the file has its name once it is complete.</summary>
    /// <returns>How many decisions it holds.</returns>
    public static async Task<int> RunAsync(IAnnotationClient client, string file, CancellationToken cancellationToken)
    {
        await using var output = OutputFile.Create(file);
        var count = 0;
        await foreach (var line in client.ExportAsync(cancellationToken))
        {
            await output.Content.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken);
            count++;
        }

        await output.CommitAsync(cancellationToken);
        return count;
    }
}
