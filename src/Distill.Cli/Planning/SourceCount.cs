using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Distill.Cli.Failures;
using Distill.Core.Formats;
using Distill.Core.Inference.Pacing;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;

namespace Distill.Cli.Planning;

/// <summary>What a source holds, found by reading it once. Memory: 16 bytes a distinct prompt.</summary>
/// <param name="Records">Usable records.</param>
/// <param name="Prompts">Distinct prompts among them: a duplicate is asked once.</param>
/// <param name="Rejected">Bad records.</param>
/// <param name="InputTokens">Mean tokens of a prompt by <see cref="TokenEstimate"/>.</param>
internal sealed record SourceCount(long Records, long Prompts, long Rejected, double InputTokens)
{
    /// <summary>Reads the file as a run would.</summary>
    /// <exception cref="CliException">The file cannot be read in the spec's format, or holds no usable record.</exception>
    public static async Task<SourceCount> ReadAsync(string path, SourceSpec source, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await ImportReader.OpenAsync(
                File.OpenRead(path),
                Path.GetFileName(path),
                source.ToImportOptions(),
                cancellationToken
            );
            return await CountAsync(reader, source, path, cancellationToken);
        }
        catch (Exception wrong) when (wrong is ImportException or ArgumentException)
        {
            throw CliException.Usage(wrong.Message, path, inner: wrong);
        }
    }

    private static async Task<SourceCount> CountAsync(
        ImportReader reader,
        SourceSpec source,
        string path,
        CancellationToken cancellationToken
    )
    {
        var distinct = new HashSet<UInt128>();
        var (seen, records, rejected, tokens) = (0L, 0L, 0L, 0L);
        await foreach (var item in reader.ReadAsync(cancellationToken))
        {
            if (!(source.Where?.Keeps(seen++) ?? true))
            {
                continue;
            }

            if (item.Sample is not { Prompt.Count: > 0 } sample)
            {
                rejected++;
                continue;
            }

            records++;
            tokens += distinct.Add(Identity(sample)) ? TokenEstimate.OfInput(sample.Prompt) : 0;
        }

        return records > 0
            ? new SourceCount(records, Math.Min(distinct.Count, source.Limit ?? long.MaxValue), rejected, (double)tokens / distinct.Count)
            : throw CliException.Usage("the source holds no usable record", path, "see what is wrong with distill import");
    }

    private static UInt128 Identity(Sample sample)
    {
        var hash = new XxHash128();
        foreach (var message in sample.Prompt)
        {
            hash.Append(Encoding.UTF8.GetBytes(message.Role));
            hash.Append(BitConverter.GetBytes(message.Content.Length));
            hash.Append(MemoryMarshal.AsBytes(message.Content.AsSpan()));
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
