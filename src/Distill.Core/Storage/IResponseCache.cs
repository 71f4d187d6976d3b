using Distill.Core.Inference;

namespace Distill.Core.Storage;

/// <summary>Answers by call identity, kept across runs, so that what was paid once is free again. Thread-safe.</summary>
public interface IResponseCache
{
    /// <summary>The known answers among these keys (<see cref="ChatAnswer.Key"/>); an unknown key is absent from the result.</summary>
    Task<IReadOnlyDictionary<string, ChatAnswer>> FindAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    );

    /// <summary>Keeps answers; the first answer of a key stays. Durable when the task completes.</summary>
    Task AddAsync(IReadOnlyCollection<ChatAnswer> answers, CancellationToken cancellationToken = default);

    /// <summary>Deletes the answers of these keys; an unknown key is fine. Only for what must be forgotten: an answer that is asked for again is paid again.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default);
}
