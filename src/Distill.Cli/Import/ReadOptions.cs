using Distill.Cli.Failures;
using Distill.Core.Formats;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Formats.Logs;

namespace Distill.Cli.Import;

/// <summary>Finds what lies beside a file and says how to read it.</summary>
internal static class ReadOptions
{
    private const string InfoName = "dataset_info.json";

    /// <summary>The options with LLaMA-Factory's description of the file, when a dataset_info.json beside it has one and no format is asked for.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="path">The file.</param>
    /// <param name="batchInput">The input file of a batch, or null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">The batch's input cannot be read.</exception>
    public static async Task<ImportOptions> CompleteAsync(
        ImportOptions options,
        string path,
        string? batchInput,
        CancellationToken cancellationToken
    )
    {
        if (batchInput is not null)
        {
            options = options with { BatchInput = await OpenAsync(batchInput, cancellationToken) };
        }

        var info = Path.Combine(Path.GetDirectoryName(path) ?? "", InfoName);
        if (options.Format != ImportFormats.Auto || options.Mapping is not null || !File.Exists(info))
        {
            return options;
        }

        return options with
        {
            DatasetInfo = LlamaFactoryDataset.Find(await File.ReadAllBytesAsync(info, cancellationToken), Path.GetFileName(path)),
        };
    }

    private static async Task<BatchRequests> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await BatchRequests.OpenAsync(File.OpenRead(path), Path.GetFileName(path), cancellationToken);
        }
        catch (Exception wrong) when (wrong is ImportException or IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage(wrong.Message, "--batch-input", "give the input file of the batch, not compressed", wrong);
        }
    }
}
