using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Faults;
using Distill.ModelEmulator.Files;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Statistics;
using Distill.ModelEmulator.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator.Batches;

/// <summary>Answers batches in the background, one after another, their lines in an order of its own. Limits and latency do not apply.</summary>
internal sealed partial class BatchRunner(
    BatchStore batches,
    FileCatalogue files,
    ModelCatalogue models,
    ChatAnswerer answerer,
    RequestJournal journal,
    IOptions<EmulatorOptions> options,
    TimeProvider timeProvider,
    ILogger<BatchRunner> logger
) : BackgroundService
{
    private readonly Channel<string> queue = Channel.CreateUnbounded<string>();

    /// <summary>Has a batch run.</summary>
    public void Enqueue(string batchId) => queue.Writer.TryWrite(batchId);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var batch in batches.All.Where(batch => !Batch.IsFinal(batch.Status)).Reverse())
        {
            Enqueue(batch.Id);
        }

        await foreach (var batchId in queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAsync(batchId, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception, batchId);
                await FailAsync(batchId, [new BatchError("internal_error", exception.Message, null, null)]);
            }
        }
    }

    private long Now => timeProvider.GetUtcNow().ToUnixTimeSeconds();

    private async Task RunAsync(string batchId, CancellationToken cancellationToken)
    {
        var batch = batches.Get(batchId);
        if (Batch.IsFinal(batch.Status))
        {
            return;
        }

        await using var content = files.Open(batch.InputFileId);
        var (lines, errors) = await BatchLine.ReadAllAsync(content, batch.Endpoint, cancellationToken);
        if (errors.Count > 0)
        {
            await FailAsync(batchId, errors);
            return;
        }

        await batches.UpdateAsync(batchId, current => Started(current, lines.Count));
        var shuffled = lines.ToArray();
        Hash.Randomness(batch.InputFileId, lines.Count.ToString(CultureInfo.InvariantCulture)).Shuffle(shuffled);
        var (output, failures) = (new MemoryStream(), new MemoryStream());
        var (completed, failed) = (0, 0);
        foreach (var line in shuffled)
        {
            if (batches.Get(batchId).Status == "cancelling")
            {
                break;
            }

            var (status, body) = await AnswerAsync(line, cancellationToken);
            (completed, failed) = status == 200 ? (completed + 1, failed) : (completed, failed + 1);
            WriteLine(status == 200 ? output : failures, line, status, body);
            batches.Show(batchId, new BatchCounts(lines.Count, completed, failed));
            if (options.Value.BatchItemMilliseconds > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(options.Value.BatchItemMilliseconds), timeProvider, cancellationToken);
            }
        }

        await FinishAsync(batchId, output, failures, new BatchCounts(lines.Count, completed, failed));
    }

    private Batch Started(Batch batch, int lines) =>
        batch with
        {
            Status = batch.Status == "cancelling" ? batch.Status : "in_progress",
            InProgressAt = Now,
            RequestCounts = new BatchCounts(lines, 0, 0),
        };

    private async Task<(int Status, object Body)> AnswerAsync(BatchLine line, CancellationToken cancellationToken)
    {
        Admission? admission = null;
        try
        {
            var request = ChatRequest.Read(line.Body);
            var model = models.Get(request.Model);
            admission = new Admission(journal, model, request.PromptHash);
            if (model.Faults.FilteredWord(string.Join('\n', request.Messages.Select(message => message.Content))) is not null)
            {
                throw ApiException.Invalid("The prompt was refused by the content filter.", "messages", "content_filter");
            }

            var fault = model.Faults.At(admission.Index);
            if (fault is Fault.ServerError or Fault.Unavailable)
            {
                throw new ApiException(500, "The server had an error while processing the request.", "server_error");
            }

            var answers = await ChatAnswerer.AnswerAsync(model, request, fault, admission.Index, cancellationToken);
            admission.Count(Outcome.Answered);
            return (200, answerer.ToBody(answers));
        }
        catch (ApiException exception)
        {
            admission?.Count(exception.Status >= 500 ? Outcome.Failed : Outcome.Refused);
            return (exception.Status, exception.ToBody());
        }
    }

    private static void WriteLine(MemoryStream stream, BatchLine line, int status, object body)
    {
        JsonSerializer.Serialize(
            stream,
            new
            {
                id = $"batch_req_{Guid.NewGuid():N}",
                custom_id = line.CustomId,
                response = new
                {
                    status_code = status,
                    request_id = $"req_{Guid.NewGuid():N}",
                    body,
                },
                error = (object?)null,
            },
            Json.Options
        );
        stream.WriteByte((byte)'\n');
    }

    private async Task FinishAsync(string batchId, MemoryStream output, MemoryStream failures, BatchCounts counts)
    {
        await batches.UpdateAsync(
            batchId,
            batch => batch with { Status = batch.Status == "cancelling" ? batch.Status : "finalizing", FinalizingAt = Now }
        );
        var outputFile = await SaveAsync($"{batchId}_output.jsonl", output);
        var errorFile = await SaveAsync($"{batchId}_error.jsonl", failures);
        await batches.UpdateAsync(
            batchId,
            batch =>
                batch with
                {
                    Status = batch.Status == "cancelling" ? "cancelled" : "completed",
                    CancelledAt = batch.Status == "cancelling" ? Now : null,
                    CompletedAt = batch.Status == "cancelling" ? null : Now,
                    RequestCounts = counts,
                    OutputFileId = outputFile,
                    ErrorFileId = errorFile,
                }
        );
    }

    private async Task<string?> SaveAsync(string name, MemoryStream content)
    {
        content.Position = 0;
        return content.Length > 0 ? (await files.AddAsync(name, "batch_output", content)).Id : null;
    }

    private Task FailAsync(string batchId, IReadOnlyList<BatchError> errors) =>
        batches.UpdateAsync(batchId, batch => batch with { Status = "failed", FailedAt = Now, Errors = new BatchErrors(errors) });

    [LoggerMessage(EventId = 7301, Level = LogLevel.Error, Message = "Batch {Batch} failed.")]
    private partial void LogFailed(Exception exception, string batch);
}
