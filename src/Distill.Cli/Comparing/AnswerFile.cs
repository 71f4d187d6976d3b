using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Cli.Comparing;

/// <summary>The answers of a file by the samples' ids, with the labels that a sample may carry.</summary>
/// <param name="Name">The file's name for people.</param>
/// <param name="Answers">Answers by id.</param>
/// <param name="Labels">The wanted label by id, where a sample has it.</param>
/// <param name="Samples">The samples, each id once: a repeated one replaces the one before.</param>
/// <param name="Rejected">Records that could not be used.</param>
internal sealed record AnswerFile(
    string Name,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<Sample> Samples,
    long Rejected
)
{
    /// <summary>Reads a file in any format of import.</summary>
    /// <param name="path">The path.</param>
    /// <param name="options">Format and mapping.</param>
    /// <param name="label">The label that is wanted.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static async Task<AnswerFile> ReadAsync(string path, ImportOptions options, string label, CancellationToken cancellationToken)
    {
        options = await ReadOptions.CompleteAsync(options, Path.GetFullPath(path), null, cancellationToken);
        var (answers, labels) = (
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        var samples = new OrderedDictionary<string, Sample>(StringComparer.Ordinal);
        try
        {
            await using var reader = await ImportReader.OpenAsync(InputFile.Open(path), Path.GetFileName(path), options, cancellationToken);
            await foreach (var item in reader.ReadAsync(cancellationToken))
            {
                if (item.Sample is not null)
                {
                    samples[item.Sample.Id] = item.Sample;
                }

                if (item.Sample?.Answer is { } answer)
                {
                    answers[item.Sample.Id] = answer;
                }

                if (item.Sample?.Labels.GetValueOrDefault(label) is { } value)
                {
                    labels[item.Sample.Id] = value;
                }
            }

            return new AnswerFile(path, answers, labels, [.. samples.Values], reader.Summary.Rejects.Total);
        }
        catch (ImportException wrong)
        {
            throw CliException.Usage(
                wrong.Message,
                path,
                "on the command line: --map id=FIELD --map prompt=FIELD --map response=FIELD",
                wrong
            );
        }
    }
}
