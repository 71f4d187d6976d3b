using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Pipelines;

namespace Distill.Core.Formats;

/// <summary>Imports a file into a dataset: samples into shards, bad records into rejects. Thread-safe.</summary>
/// <param name="library">Where the dataset goes.</param>
public sealed class DatasetImporter(DatasetLibrary library)
{
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

    // Decoding and writing JSON are on all threads, ids and shards in the order of the file.
    private static async Task CopyAsync(ImportReader reader, DatasetWriter writer, CancellationToken cancellationToken)
    {
        var encoded = OrderedWork.RunAsync(
            reader.ReadBatchesAsync(cancellationToken),
            EncodedBatch.Of,
            OrderedWork.DefaultThreads,
            cancellationToken
        );
        await foreach (var next in encoded)
        {
            using var batch = next;
            var (written, count) = (0, batch.Records.Count);
            for (var i = 0; i < count; i++)
            {
                if (Admit(reader, batch, i) is { } reject)
                {
                    await writer.WriteLinesAsync(batch.Lines(written, i), cancellationToken);
                    await writer.RejectAsync(reject, cancellationToken);
                    written = i + 1;
                }
            }

            await writer.WriteLinesAsync(batch.Lines(written, count), cancellationToken);
        }
    }

    private static Reject? Admit(ImportReader reader, EncodedBatch batch, int index)
    {
        var record = batch.Records[index];
        return record.Reject is { } fault ? reader.Admit(new ImportRecord(fault)).Reject
            : reader.AdmitRow(record.OwnId, record.Line, record.Offset, record.IsAnswered) is { } duplicate
                ? duplicate with
                {
                    Id = batch.IdOf(index),
                }
            : null;
    }

    private static string? Failure(ImportSummary summary, string fileName, string? response, RejectBudget budget, string rejectsPath)
    {
        if (budget.Exceeded(summary.Records, summary.Rejects, rejectsPath) is { } exceeded)
        {
            return exceeded;
        }

        if (summary.Records == 0)
        {
            return summary.PassedOver > 0
                ? $"{fileName} holds no chat, only {summary.PassedOver} calls of other kinds. Give a file with at least one answer."
                : $"{fileName} holds no record. Give a file with at least one.";
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
