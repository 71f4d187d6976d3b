using Distill.Cli.Failures;
using Distill.Core.Formats;
using Distill.Core.Runs.Specs;
using Distill.Core.Sampling;

namespace Distill.Cli.Planning;

/// <summary>What a source holds, found by reading it once. Memory: 16 bytes a distinct prompt.</summary>
/// <param name="Records">Usable records.</param>
/// <param name="Prompts">Distinct prompts among them: a duplicate is asked once.</param>
/// <param name="Rejected">Bad records.</param>
/// <param name="InputTokens">Mean tokens of a prompt by <see cref="Distill.Core.Inference.Pacing.TokenEstimate"/>.</param>
/// <param name="Classes">Distinct prompts by class; empty when no label was named, or no record has it.</param>
internal sealed record SourceCount(long Records, long Prompts, long Rejected, double InputTokens, IReadOnlyDictionary<string, long> Classes)
{
    /// <summary>Reads the file as a run would.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">How it is read.</param>
    /// <param name="label">Name of the label that holds the class, or null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">The file cannot be read in the spec's format, or holds no usable record.</exception>
    public static async Task<SourceCount> ReadAsync(string path, SourceSpec source, string? label, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await ImportReader.OpenAsync(
                File.OpenRead(path),
                Path.GetFileName(path),
                source.ToImportOptions(),
                cancellationToken
            );
            return await CountAsync(reader, source, label, path, cancellationToken);
        }
        catch (Exception wrong) when (wrong is ImportException or ArgumentException or TooManyStrataException)
        {
            throw CliException.Usage(wrong.Message, path, inner: wrong);
        }
    }

    private static async Task<SourceCount> CountAsync(
        ImportReader reader,
        SourceSpec source,
        string? label,
        string path,
        CancellationToken cancellationToken
    )
    {
        var (sampler, tally) = (source.ToSampler(), new PromptTally(label));
        var (seen, rejected) = (0L, 0L);
        await foreach (var item in reader.ReadAsync(cancellationToken))
        {
            var position = seen++;
            if (source.Where?.Keeps(position) == false)
            {
                continue;
            }

            if (item.Sample is not { Prompt.Count: > 0 } sample)
            {
                rejected++;
            }
            else if (sampler.Offer(sample, position))
            {
                tally.Add(sample);
            }
        }

        foreach (var sample in sampler.Drain())
        {
            tally.Add(sample);
        }

        return tally.Records > 0
            ? new SourceCount(
                tally.Records,
                Math.Min(tally.Distinct, source.Limit ?? long.MaxValue),
                rejected,
                tally.TokensPerPrompt,
                tally.Classes
            )
            : throw CliException.Usage("the source holds no usable record", path, "see what is wrong with distill import");
    }
}
