using Distill.Core.Inference;

namespace Distill.Core.Judging.Asking;

/// <summary>Asks a judge about a batch: every call is journaled and paid once, equal calls are asked once, what cannot be read is asked for once more. Thread-safe.</summary>
/// <param name="inference">Calls the model.</param>
public sealed class JudgeAsker(IShardInference inference)
{
    /// <summary>The verdicts on a batch. Asking again with the same journal pays only for what is missing.</summary>
    /// <param name="request">The judge, its limits and the journal.</param>
    /// <param name="instruction">How it is asked.</param>
    /// <param name="items">What it is asked about; their ids differ.</param>
    /// <param name="cancellationToken">Stops; what was answered is in the journal.</param>
    /// <exception cref="ModelAccessException">The platform refuses the key or the model.</exception>
    public async Task<JudgedBatch> AskAsync(
        ShardInferenceRequest request,
        JudgeInstruction instruction,
        IReadOnlyList<JudgeItem> items,
        CancellationToken cancellationToken = default
    )
    {
        var first = await inference.RunAsync(request, [.. items.SelectMany(instruction.Calls)], cancellationToken);
        ChatCall[] retries = [.. items.SelectMany(item => instruction.Retries(item, first))];
        var second = retries.Length == 0 ? null : await inference.RunAsync(request, retries, cancellationToken);
        JudgedAnswer[] answers = [.. items.Select(item => instruction.Read(item, first, second))];
        return new JudgedBatch(
            answers,
            second is null ? first.Usage : first.Usage + second.Usage,
            retries.Length,
            answers.Sum(CountInvalid)
        );
    }

    private static long CountInvalid(JudgedAnswer answer) =>
        new[] { answer.Candidate?.Error, answer.Baseline?.Error, answer.CandidateFirst?.Error, answer.BaselineFirst?.Error }.LongCount(
            error => error is not null
        );
}
