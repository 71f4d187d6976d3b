using Distill.Core.Datasets;
using Distill.Core.Inference;
using Distill.Core.Inference.Journal;
using Distill.Core.Runs;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations.FanOuts;

namespace Distill.Activities.Inference;

/// <summary>The frame of every shard of a fan-out: read, ask once, write what came of it, leave a receipt. Thread-safe.</summary>
/// <remarks>
/// Money: the usage of a shard is what the run has paid for it over all attempts. It comes with the answers, which the journal keeps; when the model fails
/// the run half-way, it is read from the journal. The orchestrator adds it once, with the activity's recorded result, so no retry counts twice.
/// </remarks>
/// <param name="workspace">Datasets and blobs.</param>
/// <param name="inference">Asks models.</param>
public sealed class ShardCalls(RunWorkspace workspace, IShardInference inference)
{
    // Without a cost measured yet, a token is taken for three bytes and an answer for this many tokens.
    private const int BytesPerToken = 3;
    private const int TokensPerAnswer = 256;

    /// <summary>Does a shard.</summary>
    /// <param name="step">Name of the activity.</param>
    /// <param name="input">The shard.</param>
    /// <param name="questions">What is asked of each sample, and what comes of the answers.</param>
    /// <param name="cancellationToken">Stops; what was answered is journaled.</param>
    internal async Task<ShardOutcome> RunAsync(
        string step,
        ShardInput input,
        SampleQuestions questions,
        CancellationToken cancellationToken
    )
    {
        var receiptPath = RunPaths.Receipt(input.RunId, input.Target, input.Index);
        if (await RunBlobs.ReadAsync<ShardReceipt>(workspace.Blobs, receiptPath, cancellationToken) is { } done)
        {
            return new ShardOutcome(done.Answered, done.Refused, done.Usage);
        }

        var samples = await ReadAsync(input, cancellationToken);
        ChatCall[] calls = [.. samples.SelectMany(questions.Ask)];
        var request = Request(input);
        if (input.MoneyLimit is { } limit && Estimate(request, calls) is var estimate && estimate > limit)
        {
            return Failed(new InferenceUsage(), OverBudget(input, limit, estimate));
        }

        try
        {
            var result = await AskAsync(request, samples, calls, questions, cancellationToken);
            if (result.Refusals.Values.FirstOrDefault(refusal => refusal.Reason == "deadline") is { } late)
            {
                return Failed(
                    result.Usage,
                    $"The run's deadline came while model '{input.Model}' was asked: {late.Message} Give the spec a later 'deadline'."
                );
            }

            var receipt = await WriteAsync(input, samples, result, questions, cancellationToken);
            await RunBlobs.WriteAsync(workspace.Blobs, receiptPath, receipt, cancellationToken);
            DistillMetrics.CountRecords(step, receipt.Answered, receipt.Refused);
            return new ShardOutcome(receipt.Answered, receipt.Refused, receipt.Usage);
        }
        catch (ModelAccessException error)
        {
            return Failed(await PaidAsync(request, cancellationToken), error.Message);
        }
    }

    private static ShardOutcome Failed(InferenceUsage usage, string failure) => new(0, 0, usage, failure);

    private async Task<IReadOnlyList<Sample>> ReadAsync(ShardInput input, CancellationToken cancellationToken)
    {
        var manifest = await workspace.GetDatasetAsync(input.Source, cancellationToken);
        // A dataset of answers has no shard where everything was refused.
        return input.Index >= manifest.Shards.Count
            ? []
            : await ShardReader
                .ReadAsync(workspace.Blobs, manifest.Shards[input.Index].Path, cancellationToken)
                .ToListAsync(cancellationToken);
    }

    private ShardInferenceRequest Request(ShardInput input)
    {
        var entry = workspace.GetModel(input.Model);
        return new ShardInferenceRequest
        {
            Model = input.FineTunedModel is { } tuned ? entry with { Model = tuned } : entry,
            Parameters = input.Parameters,
            JournalPath = RunPaths.Journal(input.RunId, input.Target, input.Index),
            RequestsPerMinute = input.Share.RequestsPerMinute,
            TokensPerMinute = input.Share.TokensPerMinute,
            MaxConcurrency = input.Share.MaxConcurrency,
            Deadline = input.Deadline,
            UseCache = input.UseCache,
        };
    }

    private async Task<ShardReceipt> WriteAsync(
        ShardInput input,
        IReadOnlyList<Sample> samples,
        AskedShard result,
        SampleQuestions questions,
        CancellationToken cancellationToken
    )
    {
        await using var shard = await ShardWriter.CreateAsync(
            workspace.Blobs,
            DatasetPaths.Shard(input.Target, input.Index),
            cancellationToken
        );
        await using var rejects = new RejectWriter(workspace.Blobs, DatasetPaths.RejectsPart(input.Target, input.Index));
        foreach (var sample in samples)
        {
            var (finished, refusal) = questions.Finish(sample, result.First, result.Second);
            if (finished is not null)
            {
                await shard.WriteAsync(finished, cancellationToken);
            }
            else
            {
                await rejects.WriteAsync(Rejects.Of(sample, input.Model, refusal!), cancellationToken);
            }
        }

        return new ShardReceipt
        {
            Shard = shard.Records == 0 ? null : await shard.CommitAsync(cancellationToken),
            Rejects = await rejects.CommitAsync(cancellationToken),
            Answered = shard.Records,
            Refused = rejects.Count,
            Usage = result.Usage,
        };
    }

    private async Task<AskedShard> AskAsync(
        ShardInferenceRequest request,
        IReadOnlyList<Sample> samples,
        ChatCall[] calls,
        SampleQuestions questions,
        CancellationToken cancellationToken
    )
    {
        var first = await inference.RunAsync(request, calls, cancellationToken);
        ChatCall[] again = [.. samples.SelectMany(sample => questions.AskAgain(sample, first))];
        return new AskedShard(first, again.Length == 0 ? null : await inference.RunAsync(request, again, cancellationToken));
    }

    private async Task<InferenceUsage> PaidAsync(ShardInferenceRequest request, CancellationToken cancellationToken)
    {
        var journal = await new InferenceJournal(workspace.Blobs).ReadAsync(request.JournalPath, cancellationToken);
        ChatAnswer[] answers = [.. journal.Entries.Values.Select(entry => entry.Answer).OfType<ChatAnswer>()];
        var (input, output) = (answers.Sum(answer => (long)answer.InputTokens), answers.Sum(answer => (long)answer.OutputTokens));
        return new InferenceUsage
        {
            Calls = answers.Length,
            Journaled = answers.Length,
            InputTokens = input,
            OutputTokens = output,
            Cost = request.Model.CostOf(input, output),
            Latency = LatencyHistogram.Of(answers.Select(answer => answer.LatencyMs)),
        };
    }

    private static decimal Estimate(ShardInferenceRequest request, ChatCall[] calls)
    {
        var bytes = calls.Sum(call => call.Messages.Sum(message => (long)System.Text.Encoding.UTF8.GetByteCount(message.Content)));
        var answers = (long)calls.Length * Math.Min(TokensPerAnswer, request.Parameters.MaxOutputTokens ?? TokensPerAnswer);
        return request.Model.CostOf(bytes / BytesPerToken, answers);
    }

    private static string OverBudget(ShardInput input, decimal limit, decimal estimate) =>
        $"The run's budget would be passed: {limit:0.######} is left, and one shard for model '{input.Model}' is estimated at {estimate:0.######}. "
        + "Raise 'budget' in the spec, make 'shards.size' smaller, or take fewer prompts with 'source.limit'.";
}
