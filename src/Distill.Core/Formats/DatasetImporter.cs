using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Distill.Core.Datasets;

namespace Distill.Core.Formats;

/// <summary>Imports a file into a dataset: samples into shards, bad records into rejects. Thread-safe.</summary>
/// <param name="library">Where the dataset goes.</param>
public sealed class DatasetImporter(DatasetLibrary library)
{
    // Memory is bounded by letters when records are long: at most four batches, and the longest record, are held at a time.
    private const int BatchRecords = 256;
    private const long BatchLetters = 256 * 1024;

    /// <summary>Reads the file to its end and commits the dataset, unless the budget is broken or there is no record.</summary>
    /// <param name="content">The file; closed at the end.</param>
    /// <param name="fileName">Its name: for messages and provenance; its endings tell compression and help detection.</param>
    /// <param name="draft">The dataset to make.</param>
    /// <param name="options">Format and mapping.</param>
    /// <param name="budget">How many rejects are borne.</param>
    /// <param name="cancellationToken">Stops the import; nothing is committed then.</param>
    /// <returns>A failed budget is a result with a message, whose rejects are written for people to read.</returns>
    /// <exception cref="ImportException">The file is empty, its format unknown, or the mapping names what is not there.</exception>
    public async Task<ImportResult> ImportAsync(
        Stream content,
        string fileName,
        DatasetDraft draft,
        ImportOptions? options = null,
        RejectBudget? budget = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(draft);
        await using var reader = await ImportReader.OpenAsync(content, fileName, options, cancellationToken);
        await using var writer = library.CreateWriter(WithParameters(draft, fileName, reader.Detection));
        await CopyAsync(reader, writer, cancellationToken);
        var summary = reader.Summary;
        if (
            Failure(summary, fileName, options?.Mapping?.Response, budget ?? new RejectBudget(), DatasetPaths.Rejects(draft.Id)) is
            { } failure
        )
        {
            var rejects = await writer.CommitRejectsAsync(cancellationToken);
            return new ImportResult(null, summary, reader.Detection, rejects.Path, failure);
        }

        var manifest = await writer.CommitAsync(cancellationToken);
        return new ImportResult(manifest, summary, reader.Detection, manifest.RejectsPath, null);
    }

    // Reading and parsing run beside writing and hashing; one reader, one writer and a queue between keep the order.
    private static async Task CopyAsync(ImportReader reader, DatasetWriter writer, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = Channel.CreateBounded<List<ImportItem>>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(reader, queue.Writer, ends.Token), CancellationToken.None);
        try
        {
            await foreach (var item in ItemsAsync(queue.Reader, cancellationToken))
            {
                await (
                    item.IsSample ? writer.WriteAsync(item.Sample, cancellationToken) : writer.RejectAsync(item.Reject, cancellationToken)
                );
            }
        }
        finally
        {
            // The reader's file must not be closed under it.
            await ends.CancelAsync();
            await reading;
        }
    }

    // A failure goes through the queue to the writing side.
    private static async Task ReadAsync(ImportReader reader, ChannelWriter<List<ImportItem>> queue, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var batch in BatchesAsync(reader, cancellationToken))
            {
                await queue.WriteAsync(batch, cancellationToken);
            }
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        queue.Complete(failure);
    }

    private static async IAsyncEnumerable<List<ImportItem>> BatchesAsync(
        ImportReader reader,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var batch = new List<ImportItem>();
        var letters = 0L;
        await foreach (var item in reader.ReadAsync(cancellationToken))
        {
            batch.Add(item);
            letters += item.IsSample ? item.Sample.Messages.Sum(message => (long)message.Content.Length) : 0;
            if (batch.Count >= BatchRecords || letters >= BatchLetters)
            {
                yield return batch;
                (batch, letters) = ([], 0);
            }
        }

        yield return batch;
    }

    private static async IAsyncEnumerable<ImportItem> ItemsAsync(
        ChannelReader<List<ImportItem>> queue,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var batch in queue.ReadAllAsync(cancellationToken))
        {
            foreach (var item in batch)
            {
                yield return item;
            }
        }
    }

    private static string? Failure(ImportSummary summary, string fileName, string? response, RejectBudget budget, string rejectsPath)
    {
        if (budget.Exceeded(summary.Records, summary.Rejects, rejectsPath) is { } exceeded)
        {
            return exceeded;
        }

        if (summary.Records == 0)
        {
            return $"{fileName} holds no record. Give a file with at least one.";
        }

        // A misspelt path would make a dataset of prompts alone, and every answer would be paid for again.
        return response is not null && summary.Answered == 0
            ? $"{fileName}: no record has an answer in '{response}'. Correct mapping.response, or leave it out for prompts without answers."
            : null;
    }

    private static DatasetDraft WithParameters(DatasetDraft draft, string fileName, FormatDetection detection)
    {
        var parameters = (JsonObject?)draft.Parameters?.DeepClone() ?? [];
        parameters["file"] = fileName;
        parameters["format"] = detection.Format;
        parameters["detection"] = detection.Reason;
        return draft with { Parameters = parameters };
    }
}
